#include "reports/papers/make_outline.h"

#include "reports/papers/builders.h"
#include "reports/views/view.h"
#include "scoring/values/broken.h"

namespace anze::reports {

Result<Outline> make_outline(const Snapshot& snapshot, std::string_view data_digest) {
  const FilingKind kind = snapshot.filing.kind;
  const Snapshot view = view_for(snapshot, kind);
  if (view.filing.addressee.name.empty())
    return invalid("report.addressee", "the filing names no addressee (主送机关)", "/filing/addressee/name");

  Outline outline;
  const bool by_government = kind == FilingKind::k_yearly_congress;
  outline.issuer = by_government ? view.jurisdiction.government : view.jurisdiction.issuer;
  if (outline.issuer.empty())
    return invalid("report.issuer", "the jurisdiction names no issuing organ (发文机关)",
                   by_government ? "/jurisdiction/government" : "/jurisdiction/issuer");
  outline.document_number = view.filing.document_number;
  outline.addressee = view.filing.addressee.name;
  outline.date = to_chinese(view.filing.issued);
  outline.copies_to = view.filing.copies_to;
  if (by_government) outline.printed_by = outline.issuer + "办公室";
  outline.period = to_text(view.filing.period);
  if (view.filing.version > 1) outline.version = "第" + std::to_string(view.filing.version) + "版";

  switch (kind) {
    case FilingKind::k_quarterly_discipline:
      build_discipline(outline, view);
      break;
    case FilingKind::k_quarterly_organisation:
      build_organisation(outline, view);
      break;
    case FilingKind::k_yearly_congress:
      build_congress(outline, view);
      break;
    case FilingKind::k_yearly_cppcc:
      build_cppcc(outline, view);
      break;
  }
  close_annexes(outline, view, data_digest);
  ANZE_ASSERT(!outline.title.empty() && !outline.body.empty());
  return outline;
}

}  // namespace anze::reports
