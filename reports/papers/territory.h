// What papers call the place they are about and the officials it manages, from the name of the jurisdiction:
// 铁东区 has 全区 and 区管领导干部, 云岭县 has 全县 and 县管领导干部. Internal to reports.
#pragma once

#include <string>

#include "reports/snapshot/snapshot.h"

namespace anze::reports {

// 全区, 全县, 全市; 本地区 where the name does not end in the word of its level.
std::string whole_of(const Jurisdiction& jurisdiction);
// 区管领导干部, 县管领导干部; 本级管理的领导干部 where the name does not say.
std::string managed_officials(const Jurisdiction& jurisdiction);

}  // namespace anze::reports
