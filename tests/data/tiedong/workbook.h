// Workbooks: the year's facts as the clerks keep them, a workbook a register, and the list of sheets with who
// enters each and when. The same bytes every time.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "form.h"
#include "pages.h"

namespace district {

// Something written wrong: a cell of a fact, a fact written again below its row, a number of the row 合计.
struct Slip {
  std::size_t fact = 0;  // of the page
  std::string member;
  Written written;
  enum class What { k_cell, k_again, k_total } what = What::k_cell;
};
struct Place {
  std::uint32_t row = 0;  // from 1
  std::string column;     // "C"
};

// Returns where the slips stand, in their order.  Requires: facts of slips in order, slips on the last page.
std::vector<Place> write_workbook(const std::filesystem::path& file, const Form& form,
                                  const std::vector<Page>& pages, const std::vector<Slip>& slips = {});

// A sheet's entry in a list of workbooks.
Json entry_of(const std::string& file, const Form& form, const Page& page, const Json& ledger);

// Writes OUT/workbooks/ and returns what OUT/workbooks.json says: for each sheet its file, ledger, name, the
// period it is entered with, by whom, with which defaults, in which period its rows lie,
// and how many they are.
Json write_workbooks(const std::filesystem::path& out, const Json& organisation,
                     const std::map<std::string, Json>& ledgers,
                     const std::map<std::string, std::vector<const Json*>>& facts);

}  // namespace district
