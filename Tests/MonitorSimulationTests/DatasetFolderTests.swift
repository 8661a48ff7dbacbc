import Foundation
import MonitorSimulation
import SurveyMicrodata
import TestSupport
import Testing

/// The datasets of the repository, read as a user reads them.
struct DatasetFolderTests {
  private func path(_ name: String) -> String { repository.appending(path: "datasets/\(name)").path }

  @Test(arguments: [
    ("api", "apistrat", 200), ("api", "apiclus1", 183), ("api", "apiclus2", 126), ("nhanes", "nhanes", 8591),
    ("nhanes", "nhanes_two_psu", 8381), ("fpc", "fpc", 8), ("single-unit", "lonely", 5),
    ("published", "survey-waves", 44), ("published", "other-sources", 29), ("youth-risk-2019", "published", 7),
    ("monitor", "monitor", 7070), ("monitor", "population-margins", 120), ("monitor", "truth", 1544),
    ("monitor", "sample-flow", 20),
  ])
  func `every table reads by its codebook`(folder: String, table: String, count: Int) throws {
    let microdata = try Microdata(contentsOf: path(folder), resource: table)
    #expect(microdata.rowCount == count)
  }

  @Test(arguments: ["api", "nhanes", "fpc", "single-unit", "published", "youth-risk-2019", "monitor"])
  func `the README of a folder gives the checksum of each of its tables`(folder: String) throws {
    let readme = try String(contentsOfFile: path("\(folder)/README.md"), encoding: .utf8)
    for file in try FileManager.default.contentsOfDirectory(atPath: path(folder)) where file.hasSuffix(".csv") {
      #expect(readme.contains(try DataSource(contentsOf: path("\(folder)/\(file)")).sha256), "\(folder)/\(file)")
    }
  }

  @Test func `the first table of NHANES holds all persons`() throws {
    let codebook = try Codebook(contentsOf: path("nhanes"))
    #expect(codebook.sampleKind == .probability)
    #expect(codebook.isSynthetic == false)
    #expect(try Microdata(contentsOf: path("nhanes")).rowCount == 8591)
  }

  @Test func `the codebook of the monitor says opt-in and synthetic`() throws {
    let codebook = try Codebook(contentsOf: path("monitor"))
    #expect(codebook.sampleKind == .optIn)
    #expect(codebook.isSynthetic)
  }

  @Test func `the youth survey reads by its codebook where the file is there`() throws {
    let file = repository.deletingLastPathComponent().appending(path: "shared/data/yrbs_2019_national.csv.gz").path
    guard FileManager.default.fileExists(atPath: file) else { return }
    let microdata = try Microdata(contentsOf: file, codebook: path("youth-risk-2019"))
    #expect(microdata.rowCount == 13_677)
    #expect(try microdata.factor(of: "QN19").levels == ["1", "2"])
  }

  @Test func `the dictionary of indicators applies to the records and agrees with them`() throws {
    let dictionary = try IndicatorDictionary(contentsOf: path("monitor/indicators.yaml"))
    let microdata = try Microdata(contentsOf: path("monitor")).deriving(dictionary)
    let exposed = try microdata.indicator(of: Binary("exposed", isTrueFor: "yes"))
    #expect(exposed.map { $0 < 0 ? nil : $0 == 1 } == dataset.rows.map(\.record.isExposed))
    let insufficient = try microdata.indicator(of: Binary("insufficient", isTrueFor: "yes"))
    #expect(insufficient.count { $0 == 1 } == dataset.rows.count { $0.record.lifeGrade <= 5 })
    #expect(try microdata.levels(of: "problem_group") == ["0", "1", "2", "3+"])
    #expect(try microdata.levels(of: "forms_group") == ["0", "1", "2", "3+"])
  }

  @Test func `every true value of an indicator has its definition or its column`() throws {
    let dictionary = try IndicatorDictionary(contentsOf: path("monitor/indicators.yaml"))
    let columns = try Codebook(contentsOf: path("monitor")).variables.keys
    let truth = try Microdata(contentsOf: path("monitor"), resource: "truth")
    let known = Set(dictionary.indicators.map(\.name)).union(columns)
    for name in try truth.levels(of: "indicator") { #expect(known.contains(name), "\(name)") }
  }
}
