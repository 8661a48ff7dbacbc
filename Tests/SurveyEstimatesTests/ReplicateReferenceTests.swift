import SurveyDesigns
import SurveyEstimates
import SurveyMicrodata
import TestSupport
import Testing

@Suite("Replicate standard errors of R survey 4.5")
struct ReplicateReferenceTests {
  private func reference(_ id: String) throws -> ReferenceCase {
    try #require(referenceCases("api") { $0 == id }.first)
  }

  private func expect(_ estimate: Estimate, _ reference: ReferenceCase, _ key: String) {
    #expect(isClose(estimate.value, to: reference.number(key, "value"), relative: 1e-10))
    #expect(isClose(estimate.standardError, to: reference.number(key, "se"), relative: 1e-10))
  }

  @Test(arguments: ReplicateCenter.allCases)
  func `JK1 of a mean agrees around both centres`(_ center: ReplicateCenter) throws {
    let reference = try reference("apiclus1.JK1.mean.api00")
    let design = try reference.surveyDesign().replicated(.jackknife, center: center)
    expect(try design.mean(of: "api00")[0], reference, "centre.\(center.rawValue)")
  }

  @Test func `JKn of a mean, a total and a ratio agrees`() throws {
    let reference = try reference("apistrat.JKn")
    let design = try reference.surveyDesign().replicated(.jackknife)
    expect(try design.mean(of: "api00")[0], reference, "mean")
    expect(try design.total(of: "enroll")[0], reference, "total")
    expect(try design.ratio(of: "api.stu", to: "enroll")[0], reference, "ratio")
  }

  @Test(arguments: [("brr", ReplicationMethod.balancedRepeated()), ("fay0.3", .balancedRepeated(fay: 0.3))])
  func `balanced half-samples of a total agree`(_ key: String, _ method: ReplicationMethod) throws {
    let reference = try reference("nhanes2psu.BRR.total")
    let design = try reference.surveyDesign()
    for center in ReplicateCenter.allCases {
      expect(try design.replicated(method, center: center).total(of: "HI_CHOL")[0], reference, key)
    }
    expect(try design.total(of: "HI_CHOL")[0], reference, "taylor")
  }

  @Test(arguments: [PrintedDesign.nhanes, .stratifiedSchools, .districts])
  func `the jackknife of a share and of a median agrees`(_ printed: PrintedDesign) throws {
    let design = try printed.design().replicated(.jackknife)
    let replicates = try #require(design.variance.replicateWeights)
    #expect(Double(replicates.count) == printed.values("jkn.nrep")[0])
    let mean = try design.mean(of: Number(printed.indicator))[0]
    #expect(isClose(mean.value, to: printed.values("jkn.mean.est")[0], relative: 1e-10))
    #expect(isClose(mean.standardError, to: printed.values("jkn.mean.se")[0], relative: 1e-10))
    let median = try design.quantile(0.5, of: printed.numbers[0])[0]
    let expected = printed.values("jkn.quant")
    #expect(isClose(median.value, to: expected[0], relative: 1e-10))
    #expect(isClose(median.standardError, to: expected[1], relative: 1e-10))
  }
}
