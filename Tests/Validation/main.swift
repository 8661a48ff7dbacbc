// Draws samples from known populations again and again and writes what they say of intervals and variances into the
// documentation. The same bytes every time; exit status 1 where a method does not do what its documentation says.
internal import Foundation

var faults: [String] = []

let intervals = try IntervalTables(samples: 10_000, seed: 2026)
faults += intervals.faults
try write(intervals.sections, in: "Sources/SurveyEstimates/SurveyEstimates.docc/WhichInterval.md")

let variances = try VarianceTable(samples: 3000, seed: 2026)
faults += variances.faults
try write([variances.section], in: "Sources/SurveyDesigns/SurveyDesigns.docc/HowWellVariancesDo.md")

let separation = try SeparationTable(samples: 2000, seed: 2026)
faults += separation.faults
try write([separation.section], in: "Sources/SurveyModels/SurveyModels.docc/InferenceForModels.md")

for fault in faults { print(fault) }
exit(faults.isEmpty ? 0 : 1)
