import Peilstok

let monitor = try Microdata(contentsOf: "datasets/monitor/datapackage.json")
let records = try monitor.deriving(IndicatorDictionary(contentsOf: "datasets/monitor/indicators.yaml"))
let design = try SurveyDesign(records, weights: "weight", stages: [Stage(strata: "wave")])
let exposed = Binary("exposed", isTrueFor: "yes")
let insufficient = Binary("insufficient", isTrueFor: "yes")
let prevalence = try design.prevalence(of: exposed, by: Categorical("wave"), Categorical("sex"))
let fit = try LogisticModel(of: insufficient, on: Categorical("exposed") + Categorical("sex")).fitted(to: design)
print(try prevalence.table("T1", caption: "Violence at home, past 12 months").markdown(in: .english))
for oddsRatio in try fit.oddsRatios() { print(oddsRatio) }
