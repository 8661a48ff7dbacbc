// What a user of the package writes: nothing here is reachable but by `import Peilstok`.
import Peilstok

let schools = try Microdata(contentsOf: CommandLine.arguments[1])
let design = try SurveyDesign(schools, weights: "pw", stages: [Stage(strata: "stype", populationSize: "fpc")])
let reachedTarget = Binary("sch.wide", isTrueFor: "Yes")

for estimate in try design.prevalence(of: reachedTarget) {
  guard let interval = estimate.confidenceInterval else { continue }
  print("prevalence", rounded(estimate.value), rounded(interval.lower), rounded(interval.upper))
}

let fit = try LogisticModel(of: reachedTarget, on: Number("ell") + Number("meals") + Number("mobility"))
  .fitted(to: design)
for coefficient in fit.coefficients {
  print(coefficient.term, rounded(coefficient.estimate), rounded(coefficient.standardError))
}

func rounded(_ value: Double) -> Double { (value * 1e6).rounded() / 1e6 }
