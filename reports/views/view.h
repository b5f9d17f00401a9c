// view_for: what one addressee may see. The law asks for the least scope that serves the purpose
// (个人信息保护法 art. 6, art. 34 for state organs), so each view is a list of what stays, not of what goes.
//
//   纪检委   accidents, reporting faults, findings of liability, vetoes and yellow cards, reached triggers;
//   of
//            an official only where a case, a finding or a measure names that person, and then only the lines
//            with a deduction: no score, no grade. What posts still owe stays inside, and the names of all
//            others are struck from the texts.
//   组织部   every assessed official with score, grade in force, lines; vetoes with effects, reached
//   triggers.
//            No reporting faults, no findings: they are the discipline organ's.
//   人大 政协 figures, grade groups, passages marked open; accidents from 较大 up, whose handling is made
//   public
//            anyway (Order 493 art. 34). No officials, no unit ranking, no other accident rows, no measures
//            by name: one count of them. Groups under three persons are merged. The names the snapshot knows,
//            those of everybody in the organisation, are struck from every text that remains.
#pragma once

#include "reports/snapshot/snapshot.h"

namespace anze::reports {

// Applying it twice gives the same view; the documents of a filing and its JSON are made from it.
Snapshot view_for(const Snapshot& snapshot, FilingKind kind);

}  // namespace anze::reports
