// Addressees: the bodies that letters go to have officers in the directory too (registrar, discipline,
// assessor). They open and acknowledge what is addressed to their own body, once it is signed. The issuing
// office sees all: whoever belongs to no addressee, and its reviewers, signers, countersigners and system
// administrators.
#pragma once

#include <string>

#include "plugin/filing/filing.h"

namespace anze::plugin {

// The addressee the actor belongs to: what the directory says (`addressee`), else the addressee of the filing
// rules that bears the id of the actor's unit. "": the issuing office.
std::string body_of(const Call& call);

// Errors: actor.addressee.
Result<void> check_addressed(const Call& call, const FilingRecord& filing);
// For what concerns all letters at once.  Errors: actor.addressee.
Result<void> check_issuing(const Call& call);

}  // namespace anze::plugin
