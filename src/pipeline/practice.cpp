#include "pipeline/practice.hpp"

namespace ferry::pipeline {

Practice::Practice(workspace::Workspace& workspace, SourceKind source,
                   const terminology::Maps& maps, transform::DecisionBook decisions)
    : source_{std::move(source)}, practice_{workspace.migration().practice}, maps_{maps},
      decisions_{std::move(decisions)}
{
    // Rules keep the numbers they have in the workspace.
    for (const std::string& rule : workspace::CaseStore{workspace}.rules()) {
        rules_.number(rule);
    }
}

void Practice::start(const std::vector<extract::SourceFile>& files, const extract::Case& directory,
                     std::string organisation)
{
    files_ = files;
    mapper_ = source_.mapper({.files = files_,
                              .directory = directory,
                              .practice = practice_,
                              .organisation = std::move(organisation)},
                             {.maps = maps_,
                              .decisions = decisions_,
                              .rules = rules_,
                              .causes = causes_,
                              .concepts = concepts_});
}

} // namespace ferry::pipeline
