// The checks of Organisation::build, apart from it: they are long and nobody else needs them. Internal.
#pragma once

#include "scoring/organisation/data.h"
#include "scoring/values/error.h"

namespace anze {

// Every reference, duplicate, cycle, wrong order of dates and overlap of full terms, in the order of the
// data; `at` is the place in the organisation file ("/terms/4/to").
Problems check_organisation(const OrganisationData& data, const Codebook& codes);

// Terms of one person on one post that overlap, of whatever kind: the days would count twice for the person
// (31 + 71 days of a quarter of 90). Asked of what is imported; an organisation that has them stays readable.
Problems terms_held_twice(const OrganisationData& data, const Codebook& codes);

}  // namespace anze
