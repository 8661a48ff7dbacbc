import Foundation
import SurveyMicrodata
import TestSupport
import Testing

/// Writes records to a file of a name, reads it and hands over what was read with what was said to be lost.
private func roundTrip(_ data: Microdata, named name: String, language: String = "en") throws -> (
  data: Microdata, losses: [String]
) {
  guard name.hasSuffix(".csv") else {
    let (bytes, losses) = try #require(try data.labelledFile(named: name, language: language))
    return (try withFile(named: name, bytes) { try Microdata(contentsOf: $0) }, losses)
  }
  let (records, package, losses) = try data.csvFile(named: name)
  let read = try withFile(named: name, records) { path in
    let folder = String(path.dropLast(name.count))
    try Data(package.utf8).write(to: URL(filePath: folder + "datapackage.json"))
    return try Microdata(contentsOf: folder)
  }
  return (read, losses)
}

/// Expects every cell, level, label and kind of some columns to be the same.
private func expectSame(_ one: Microdata, _ other: Microdata, except left: Set<String> = []) throws {
  #expect(one.columnNames == other.columnNames)
  #expect(one.rowCount == other.rowCount)
  for name in one.columnNames where !left.contains(name) {
    #expect(try one.cells(name) == other.cells(name), "\(name)")
    #expect(try one.labelledLevels(name) == other.labelledLevels(name), "\(name)")
    let (first, second) = (one.codebook.variables[name], other.codebook.variables[name])
    #expect(first?.label == second?.label, "\(name)")
    if first?.kind == .levels { #expect(first?.levelsAreOrdered == second?.levelsAreOrdered, "\(name)") }
  }
}

@Suite struct RoundTripTests {
  @Test(arguments: ["youth.sav", "weighted.sav", "weighted.por", "numbers.por"], ["out.sav", "out.zsav"])
  func `what SPSS says comes back from a file of SPSS, the case weight too`(file: String, target: String) throws {
    let data = try records(file)
    let (read, losses) = try roundTrip(data, named: target)
    try expectSame(data, read)
    #expect(losses == [])
    #expect(read.codebook.caseWeight == data.codebook.caseWeight)
    #expect(read.codebook.title == data.codebook.title)
  }

  @Test(arguments: ["tagged.dta", "large.dta", "long-118.dta"])
  func `what Stata says comes back from a file of Stata`(file: String) throws {
    let data = try records(file)
    let (read, losses) = try roundTrip(data, named: "out.dta")
    try expectSame(data, read)
    #expect(losses == [])
  }

  @Test(arguments: ["youth.sav", "weighted.sav", "tagged.dta", "months-118.dta", "tagged.sas7bdat"])
  func `what a file says comes back from CSV and its data package, but for blank answers`(file: String) throws {
    let data = try records(file)
    let (read, losses) = try roundTrip(data, named: "out.csv")
    let blank = Set(data.remarks().filter { $0.kind == .blankTexts }.map(\.column))
    try expectSame(data, read, except: blank)
    #expect(
      losses
        == data.columnNames.filter(blank.contains).map {
          "1 blank answer of column \"\($0)\" cannot be told from missing ones in a file of CSV."
        })
    #expect(read.codebook.caseWeight == data.codebook.caseWeight)
  }

  @Test func `letters of Stata become codes of SPSS with their labels, and back`() throws {
    let data = try records("tagged.dta")
    let (spss, losses) = try roundTrip(data, named: "out.sav")
    #expect(losses == ["Missing codes are written as SPSS can, .a as -1, .b as -2, in column \"told\"."])
    #expect(try spss.cells("told") == data.cells("told"))
    let (stata, again) = try roundTrip(spss, named: "out.dta")
    #expect(again == ["Missing codes are written as Stata can, -1 as .a, -2 as .b, in column \"told\"."])
    try expectSame(data, stata)
  }

  @Test func `the monitor keeps its answers, labels and kinds of missing in SPSS and in Stata`() throws {
    let monitor = try Microdata(contentsOf: repository.appending(path: "datasets/monitor/datapackage.json"))
    let (spss, losses) = try roundTrip(monitor, named: "monitor.sav", language: "nl")
    #expect(losses.count == 4)
    #expect(
      losses[0].hasPrefix("Levels that are texts are written as numbers from 1 with labels, in columns \"channel\", "))
    #expect(losses[0].hasSuffix(": SPSS orders texts by the alphabet."))
    #expect(
      losses.dropFirst() == [
        "Labels in \"en\" are not written: a file of SPSS holds one language.",
        "Ranges and required answers of 5 columns are not held by a file of SPSS.",
        "A file of SPSS does not say that records are synthetic or how they came in.",
      ])
    let (stata, _) = try roundTrip(monitor, named: "monitor.dta", language: "nl")
    for name in monitor.columnNames {
      let (own, inSPSS, inStata) = (try monitor.column(name), try spss.column(name), try stata.column(name))
      for row in 0..<monitor.rowCount {
        let kind = own.missingKind(at: row)
        try #require(kind == inSPSS.missingKind(at: row), "\(name), record \(row)")
        try #require(kind == inStata.missingKind(at: row), "\(name), record \(row)")
      }
      switch (own, inSPSS, inStata) {
      case (.factor(let own), .factor(let inSPSS), .factor(let inStata)):
        let labels = monitor.codebook.variables[name]?.levels.map { $0.label.text(in: "nl") ?? $0.name }
        for (other, factor) in [(spss, inSPSS), (stata, inStata)] {
          let isNumbered = factor.levels != own.levels
          if isNumbered { #expect(factor.levels == own.levels.indices.map { String($0 + 1) }, "\(name)") }
          #expect(labels == other.codebook.variables[name]?.levels.map { $0.label.text(in: "en") }, "\(name)")
          #expect(zip(own.codes, factor.codes).allSatisfy { $0 == $1 || ($0 < 0 && $1 < 0) }, "\(name)")
        }
      case (.numbers(let own), .numbers(let inSPSS), .numbers(let inStata)):
        #expect(zip(own, inSPSS).allSatisfy { $0 == $1 || ($0.isNaN && $1.isNaN) }, "\(name)")
        #expect(zip(own, inStata).allSatisfy { $0 == $1 || ($0.isNaN && $1.isNaN) }, "\(name)")
      default: Issue.record("\(name) is of another kind")
      }
    }
  }

  @Test func `the same records give the same bytes`() throws {
    let data = try records("youth.sav")
    for name in ["out.sav", "out.zsav", "out.dta"] {
      let first = try #require(try data.labelledFile(named: name, language: "en"))
      let second = try #require(try data.labelledFile(named: name, language: "en"))
      #expect(first.bytes == second.bytes)
    }
  }
}
