// snippet.hide
// Run in the folder of the package: `swift run PrevalenceAndModel`.
// snippet.show
import Peilstok

// Read the records with their codebook, and derive the indicators of the dictionary.
let records = try Microdata(contentsOf: "datasets/monitor/datapackage.json")
  .deriving(IndicatorDictionary(contentsOf: "datasets/monitor/indicators.yaml"))

// Say how they were drawn, and bring the weights of the wave to what is known of the population.
let question = SurveyQuestion(DesignQuestion(weights: "weight", strata: ["wave"]))
let design = try question.design(of: records).design

// How many, by wave: a table for reading, and the same numbers for another program.
let prevalence = try EstimateQuestion(.prevalence, of: "exposed=yes", groups: ["wave"]).answer(from: design).estimates
print(
  try prevalence.table("T1", caption: "Geweld thuis", language: .dutch, codebook: records.codebook).markdown(in: .dutch)
)
print(prevalence.json)

// What goes with it: a logistic model, its odds ratios as a Dutch table and as CSV.
let model = try ModelQuestion("insufficient ~ exposed + sex").fitted(to: design)
guard case .means(let fit) = model else { fatalError("a logistic model is of a share") }
let ratios = try fit.oddsRatios()
let table = try ratios.table("T2", caption: "Onvoldoende leven", language: .dutch, codebook: records.codebook)
print(table.markdown(in: .dutch))
print(ratios.csv)

// And whether boys and girls differ.
for test in try TestQuestion(.difference(of: "life_grade", between: "sex")).answer(from: design).elements {
  print(test.subject.name, test.outcome.name, test.pValue)
}
