// The chapters of the year. Each adds its facts to the sheet; together they give exactly the account's
// figures.
#pragma once

#include "days.h"
#include "district.h"
#include "sheet.h"

namespace district {

void add_meetings(const District& district, Variety& variety, Sheet& sheet);
void add_led_inspections(const District& district, Variety& variety, Sheet& sheet);
void add_campaign(const District& district, Variety& variety, Sheet& sheet);
void add_sectors(const District& district, Variety& variety,
                 Sheet& sheet);  // fire, chemicals, industry and trade
void add_system(const District& district, Variety& variety,
                Sheet& sheet);  // lists, letters, plans, key periods
void add_learning(const District& district, Variety& variety, Sheet& sheet);  // training, publicity, filings
void add_registers(const District& district, Sheet& sheet);  // capacity, mines, checklists, roads, papers
void add_accidents(const District& district, Sheet& sheet);
void add_invented_major_accident(const District& district, Sheet& sheet);  // --what-if accident

Json judgements_json(const District& district, Variety& variety);
// What the office itself writes into the reports, by the kind of filing. Invented.
Json passages_json();
// What the reviewer answers for figures that disagree. Invented.
Json declarations_json();
Json directory_json(const District& district);

// Whether a unit leaves out something that is due, in thousandths by its diligence.
bool leaves_out(const Unit& unit, Variety& variety, int good, int middling, int poor);

}  // namespace district
