/* anze.h: the whole stable contract. all.h adds the drafts. */
#ifndef ANZE_ANZE_H
#define ANZE_ANZE_H

#include "anze/base.h"
#include "anze/ext/calendar.h"
#include "anze/ext/clock.h"
#include "anze/ext/documents.h"
#include "anze/ext/http.h"
#include "anze/ext/identity.h"
#include "anze/ext/log.h"
#include "anze/ext/storage.h"
#include "anze/host.h"
#include "anze/plugin.h"
#include "anze/status.h"

#endif
