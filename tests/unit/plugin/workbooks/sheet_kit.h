// SheetTest: a small district with the shipped registers, and short ways to send it sheets.
#pragma once

#include <gmock/gmock.h>

#include <cstdlib>
#include <fstream>

#include "host/base64.hpp"
#include "host/files.hpp"
#include "tests/unit/plugin/district_test.h"
#include "zip_maker.h"

namespace anze::district {

class SheetTest : public DistrictTest {
 protected:
  void SetUp() override {
    DistrictTest::SetUp();
    set_up_district();
  }
  void set_up_district() {
    ask("org.import/1", "system_admin", {{"organisation", organisation()}});
    for (const auto& entry : fs::directory_iterator(fs::path(ANZE_SOURCE_DIR) / "scoring/rules/ledgers"))
      ask("ledger.define/1", "system_admin", {{"definition", json::parse(host::read_file(entry.path()))}});
    town().go_to("2025-06-20");
  }
  static json file(const std::string& bytes, json more = json::object()) {
    more["content"] = host::encode_base64(bytes);
    if (!more.contains("ledger")) more["ledger"] = "hazard";
    return more;
  }
  json check(const std::string& bytes, json more = json::object()) {
    const std::string by = keeper(more.value("ledger", ""));
    return ask("sheet.check/1", by, file(bytes, std::move(more)));
  }
  // Who keeps the ledger, of those in the small district: the shipped findings are no clerk's.
  static std::string keeper(const std::string& ledger) {
    return ledger == "finding" ? "discipline" : "clerk";
  }
  json import(const std::string& bytes, json more = json::object()) {
    const std::string by = keeper(more.value("ledger", ""));
    return ask("sheet.import/1", by, file(bytes, std::move(more)));
  }
  std::string import_no(const std::string& bytes, json more = json::object()) {
    return no("sheet.import/1", "clerk", file(bytes, std::move(more)));
  }
  // "5 C sheet.date, 6 - fact.required" of a report.
  static std::string faults(const json& report) {
    std::string text;
    for (const json& fault : report.at("faults"))
      text += (text.empty() ? "" : ", ") + std::to_string(fault.at("row").get<int>()) + " " +
              fault.value("column", std::string("-")) + " " + fault.at("code").get<std::string>();
    return text;
  }
  // What one data row under the heading is refused for.
  std::string row_fault(const std::string& heading, const std::string& row, json more = json::object()) {
    return faults(check(heading + "\n" + row + "\n", std::move(more)));
  }
  // What LibreOffice makes of a file.
  std::string through_office(const std::string& bytes, const std::string& from, const std::string& filter,
                             const std::string& to) {
    const fs::path place = folder_ / "office";
    fs::remove_all(place);
    fs::create_directories(place);
    std::ofstream(place / ("sheet." + from), std::ios::binary) << bytes;
    const std::string command = "soffice --headless -env:UserInstallation=file://" +
                                (place / "profile").string() + " --convert-to '" + filter + "' --outdir " +
                                (place / "out").string() + " " + (place / ("sheet." + from)).string() +
                                " >/dev/null 2>&1";
    EXPECT_EQ(std::system(command.c_str()), 0) << command;
    return host::read_file(place / "out" / ("sheet." + to));
  }
  json fact(const std::string& id) {
    return ask("ledger.get/1", "clerk", {{"id", id}}).at("versions").back();
  }
  json listed(const std::string& ledger, const std::string& period = "2025") {
    return ask("ledger.list/1", "clerk", {{"period", period}, {"ledger", ledger}, {"limit", 1000}})
        .at("facts");
  }
};

inline const std::string k_heading = "编号,日期,单位,来源,隐患级别,整改期限,整改资金（元）,挂牌督办,隐患单位";
inline const std::string k_row = "H1,2025-3-1,区安监局,日常,一般,2025/4/1,\"1,234.50\",否,某厂";

}  // namespace anze::district
