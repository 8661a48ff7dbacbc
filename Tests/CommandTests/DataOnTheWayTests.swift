import Foundation
import Peilstok
import TestSupport
import Testing

/// Nothing of the data changes on the way from the file to the answer, or the answer says so.
@Suite("Data on the way")
struct DataOnTheWayTests {
  private struct Answered: Decodable {
    let diagnostics: [String]
  }

  /// The diagnostics of an answer in JSON.
  private func diagnostics(_ arguments: String, in folder: URL) throws -> [String] {
    let run = try peilstok(arguments + " --format json", in: folder)
    try #require(run.status == 0, "\(run.errors)")
    return try JSONDecoder().decode(Answered.self, from: Data(run.output.utf8)).diagnostics
  }

  private func answer(_ arguments: String, in folder: URL) throws -> Answer {
    let run = try peilstok("estimate \(arguments) --format json", in: folder)
    try #require(run.status == 0, "\(run.errors)")
    return try JSONDecoder().decode(Answer.self, from: Data(run.output.utf8))
  }

  @Test func `02-weigh-alters-identifiers: only the new column is new`() throws {
    let records = """
      id,gem,date,score,w,sex
      12345678901234567,0363,2024-01-05,1.50,1,f
      12345678901234568,0599,2024-02-05,2.00,2,m
      90071992547409931,0014,2024-03-05,3.10,1,f
      1e5,0344,2024-03-06,1.10,1,m

      """
    try withFiles(["ids.csv": records, "ids.yaml": "counts: {sex: {f: 50, m: 50}}\n"]) { folder in
      let run = try peilstok(
        "weigh ids.csv --weights w --margins ids.yaml --method raking --output out.csv", in: folder)
      #expect(run.status == 0 && run.errors == "")
      let lines = try String(contentsOf: folder.appending(path: "out.csv"), encoding: .utf8).split(separator: "\n")
      let original = records.split(separator: "\n")
      #expect(lines[0] == "\(original[0]),calibrated_weight")
      let expected = [25, 100.0 / 3, 25, 50.0 / 3]
      for (row, weight) in expected.enumerated() {
        #expect(lines[row + 1].hasPrefix("\(original[row + 1]),"))
        let written = lines[row + 1].dropFirst(original[row + 1].count + 1)
        #expect(isClose(Double(written) ?? .nan, to: weight, relative: 1e-12))
      }
      #expect(lines.count == 5)
    }
  }

  @Test func `03-long-unit-numbers-merged: six units are six, as units, strata and groups`() throws {
    let values = [1, 5, 2, 8, 3, 9]
    let long = "psu,w,y\n" + values.enumerated().map { "2024000000000000\($0 + 1),1,\($1)\n" }.joined()
    let short = "psu,w,y\n" + values.enumerated().map { "\($0 + 1),1,\($1)\n" }.joined()
    let declared = { (type: String) in
      #"{"resources": [{"path": "big.csv", "schema": {"fields": [{"name": "psu", "type": "\#(type)"}, "#
        + #"{"name": "w", "type": "number"}, {"name": "y", "type": "number"}]}}]}"#
    }
    let files = [
      "big.csv": long, "small.csv": short, "integer.json": declared("integer"), "number.json": declared("number"),
      "string.json": declared("string"),
    ]
    try withFiles(files) { folder in
      for name in ["big.csv", "small.csv", "integer.json", "number.json", "string.json"] {
        let estimate = try answer("\(name) --weights w --units psu --statistic mean --of y", in: folder).estimates[0]
        // sd(y) / sqrt(6), as R survey 4.5 says of the column read as text.
        #expect(isClose(estimate.value ?? .nan, to: 14.0 / 3, relative: 1e-13), "\(name)")
        #expect(isClose(estimate.standardError ?? .nan, to: 4.0 / 3, relative: 1e-12), "\(name)")
        #expect(estimate.degreesOfFreedom == 5, "\(name)")
        #expect(try answer("\(name) --weights w --statistic mean --of y --by psu", in: folder).estimates.count == 6)
      }
      let check = try diagnostics("check big.csv --weights w --units psu", in: folder)
      #expect(
        check.first
          == "Column \"psu\" has 6 whole numbers above 9007199254740992 (first on line 2) and is read as text, because "
          + "numbers of that size merge.")
      let run = try peilstok("estimate big.csv --weights w --statistic mean --of psu", in: folder)
      #expect(
        run.errors
          == "peilstok: Column \"psu\" is read as text: 6 of its whole numbers are above 9007199254740992, where numbers "
          + "merge, the first on line 2.\n")
    }
  }

  @Test func `11-missing-marks-without-codebook: a point is no answer, and a stranger is said`() throws {
    let files = [
      "dot.csv": "w,q,r\n1,yes,Y\n2,no,N\n1,.,.\n3,no,.a\n1,.,Y\n", "dot2.csv": "w,q\n1,1\n2,0\n1,.\n3,0\n1,.\n",
      "dot3.csv": "w,q\n1,1\n2,0\n1,\n3,0\n1,\n", "na.csv": "w,q\n1,1\n2,0\n1,N/A\n3,0\n1,N/A\n",
    ]
    try withFiles(files) { folder in
      for name in ["dot2.csv", "dot3.csv"] {
        let share = try answer("\(name) --weights w --statistic prevalence --of q=1", in: folder).estimates[0]
        #expect(isClose(share.value ?? .nan, to: 1.0 / 6, relative: 1e-13))
        #expect(share.unweightedCount == 3 && share.missingCount == 2)
        let mean = try answer("\(name) --weights w --statistic mean --of q", in: folder).estimates[0]
        #expect(isClose(mean.value ?? .nan, to: 1.0 / 6, relative: 1e-13))
      }
      let yes = try answer("dot.csv --weights w --statistic prevalence --of q=yes", in: folder)
      #expect(isClose(yes.estimates[0].value ?? .nan, to: 1.0 / 6, relative: 1e-13))
      #expect(
        yes.diagnostics == [
          "Column \"q\" has 2 missing marks of Stata or SAS (first on line 4), a point or a point with a letter; they "
            + "count as missing."
        ])
      let stranger =
        "Column \"q\" holds numbers but for 2 values (first on line 4), which count as levels; where they "
        + "stand for missing, declare them as missing values."
      #expect(
        try answer("na.csv --weights w --statistic prevalence --of q=1", in: folder).diagnostics == [stranger])
      #expect(try diagnostics("check na.csv", in: folder) == [stranger])
      let csv = try peilstok("estimate na.csv --weights w --statistic prevalence --of q=1 --format csv", in: folder)
      #expect(csv.errors == "peilstok: Note: \(stranger)\n")
      let mean = try peilstok("estimate na.csv --weights w --statistic mean --of q", in: folder)
      #expect(
        mean.errors
          == "peilstok: Column \"q\" is not one of numbers: 2 of its 5 values are none, the first on line 4.\n")
      let declared = try answer(
        "na.csv --missing-values N/A --weights w --statistic prevalence --of q=1", in: folder)
      #expect(isClose(declared.estimates[0].value ?? .nan, to: 1.0 / 6, relative: 1e-13))
      #expect(declared.diagnostics.isEmpty)
    }
  }

  @Test func `a note is on answers that use the column, and on no other`() throws {
    let records =
      "w,y,town,score\n"
      + (0..<20).map { "1,\($0 % 5),\($0 % 2 == 0 ? "Zeist" : "zeist"),\($0 == 3 ? 99 : $0 % 9 + 1)\n" }
      .joined()
    try withFiles(["a.csv": records, "m.yaml": "counts: {town: {Zeist: 9, zeist: 11}}\n"]) { folder in
      let alike =
        "Column \"town\" has 1 level that differs from another in capitals, spaces or needless zeros only; each "
        + "counts as a level of its own."
      let far =
        "Column \"score\" has 1 value far off a scale of small whole numbers, as codes of missing answers are; "
        + "it counts as a number."
      #expect(try diagnostics("estimate a.csv --weights w --statistic mean --of y", in: folder).isEmpty)
      #expect(try diagnostics("estimate a.csv --weights w --statistic mean --of y --by town", in: folder) == [alike])
      #expect(
        try diagnostics("estimate a.csv --weights w --strata town --statistic mean --of score", in: folder) == [
          alike, far,
        ])
      #expect(try diagnostics("estimate a.csv --weights score --statistic mean --of y", in: folder).isEmpty)
      #expect(try diagnostics("test a.csv --weights w --difference town --of score", in: folder) == [alike, far])
      let model = try diagnostics("model a.csv --weights w --family gaussian --formula score~town", in: folder)
      #expect(model.contains(alike) && model.contains(far))
      #expect(
        try diagnostics("weigh a.csv --weights w --margins m.yaml --method raking --output o.csv", in: folder) == [
          alike
        ])
      #expect(try diagnostics("check a.csv", in: folder) == [alike, far])
      #expect(try peilstok("check a.csv", in: folder).output.contains("Note: \(far)"))
    }
  }

  @Test func `12-NA-is-a-country: Namibia is in the table and in the file that weigh writes`() throws {
    let records = "country,smoke,w,y\nNO,yes,1,3\nSE,no,1,4\nDK,yes,1,5\nNO,no,1,6\nNA,yes,1,7\nNA,no,1,8\n"
    try withFiles(["q.csv": records, "q.yaml": "counts: {smoke: {\"yes\": 50, \"no\": 50}}\n"]) { folder in
      let means = try answer("q.csv --weights w --statistic mean --of y --by country", in: folder)
      let namibia = try #require(means.estimates.first { $0.domain["country"] == "NA" })
      #expect(namibia.value == 7.5 && namibia.unweightedCount == 2)
      let shares = try answer("q.csv --weights w --statistic prevalence --of country", in: folder)
      let norway = try #require(shares.estimates.first { $0.level == "NO" })
      #expect(isClose(norway.value ?? .nan, to: 2.0 / 6, relative: 1e-13) && norway.unweightedCount == 6)
      #expect(
        shares.diagnostics == [
          "Column \"country\" has 2 values NA (first on line 6), which count as a level among its texts; where NA stands "
            + "for missing, declare it as a missing value."
        ])
      let run = try peilstok(
        "weigh q.csv --weights w --margins q.yaml --method raking --output out.csv", in: folder)
      #expect(run.status == 0)
      let written = try String(contentsOf: folder.appending(path: "out.csv"), encoding: .utf8)
      #expect(written.contains("\nNA,yes,1,7,16.6") && written.contains("\nNA,no,1,8,16.6"))
    }
  }

  @Test func `22-latin1-and-decimal-comma: the CSV of an office is read by its codebook or by options`() throws {
    let fields =
      #"[{"name":"w","type":"number","decimalChar":","},{"name":"y","type":"integer"},{"name":"region","type":"string"}]"#
    let package =
      #"{"name":"d","resources":[{"name":"d","path":"d.csv","type":"table","format":"csv","encoding":"iso-8859-1","#
      + #""dialect":{"delimiter":";"},"schema":{"fields":\#(fields)}}]}"#
    let notebook = """
      ---
      title: Office
      data: d.csv
      encoding: iso-8859-1
      separator: ;
      decimal: ","
      design: {weights: w}
      ---

      ```yaml estimates
      all: {mean: y, by: region}
      ```

      {{all[Thüringen].value}} and {{all[Bayern].value}}.
      """
    try withFiles(["datapackage.json": package, "n.md": notebook]) { folder in
      let bytes = try #require("w;y;region\n1,5;3;Thüringen\n2,5;4;Bayern\n1;;Thüringen\n".data(using: .isoLatin1))
      try bytes.write(to: folder.appending(path: "d.csv"))
      for data in ["datapackage.json", "d.csv --encoding latin1 --separator ; --decimal comma"] {
        let means = try answer("\(data) --weights w --statistic mean --of y --by region", in: folder).estimates
        #expect(means.map { $0.domain["region"] } == ["Bayern", "Thüringen"])
        #expect(means.map(\.value) == [4, 3])
      }
      let report = try peilstok("report n.md --output out", in: folder)
      try #require(report.status == 0, "\(report.errors)")
      let text = try String(contentsOf: folder.appending(path: "out/n.md"), encoding: .utf8)
      #expect(text.contains("3.0") && text.contains("4.0"))
    }
  }

  @Test func `13-ordinal-alphabetical: an order of texts that nobody stated is refused, and a stated one holds`() throws
  {
    let records = try String(
      contentsOf: repository.appending(path: "Tests/Fixtures/levels/labels.csv"), encoding: .utf8)
    let fields =
      #"[{"name":"x","type":"number"},{"name":"lab","type":"string","categories":["low","medium","high"]CATS},"#
      + #"{"name":"num","type":"integer"},{"name":"w","type":"number"}]"#
    let package = { (ordered: String) in
      #"{"resources":[{"path":"ord.csv","schema":{"fields":\#(fields.replacing("CATS", with: ordered))}}]}"#
    }
    let files = [
      "ord.csv": records, "stated.json": package(""),
      "unordered.json": package(#", "categoriesOrdered": false"#),
    ]
    try withFiles(files) { folder in
      let fit = { (data: String, outcome: String) in
        try peilstok(
          "model \(data) --weights w --family ordinal --formula \(outcome)~x --format csv", in: folder)
      }
      let coefficient = { (run: CommandRun) in run.output.split(separator: "\n").dropFirst().first.map(String.init) }
      let numbers = try fit("ord.csv", "num")
      try #require(numbers.status == 0, "\(numbers.errors)")
      // R's nlm on the weighted likelihood, which stops at 1e-7, and the sandwich of its scores; svyolr stops earlier.
      let fields = try #require(coefficient(numbers)).split(separator: ",")
      #expect(isClose(Double(fields[1]) ?? .nan, to: 1.042901867799, relative: 3e-7))
      #expect(isClose(Double(fields[2]) ?? .nan, to: 0.155356441543, relative: 5e-7))
      let refusal =
        "peilstok: The levels of \"lab\" are texts whose order nobody stated; state them from the lowest to the highest, "
        + "or let a codebook list them.\n"
      #expect(try fit("ord.csv", "lab") == CommandRun(status: 1, output: "", errors: refusal))
      #expect(try fit("unordered.json", "lab").errors == refusal)
      #expect(try coefficient(fit("stated.json", "lab")) == coefficient(numbers))
      #expect(try coefficient(fit("ord.csv --levels lab=low,medium,high", "lab")) == coefficient(numbers))
      let reversed = try fit("ord.csv --levels lab=high,medium,low", "lab")
      let slope = { (run: CommandRun) in
        coefficient(run)?.split(separator: ",").dropFirst().first.flatMap { Double($0) }
      }
      #expect(isClose(slope(reversed) ?? .nan, to: -(slope(numbers) ?? .nan), relative: 1e-9))
      #expect(
        try fit("ord.csv --levels lab=low,high", "lab").errors
          == "peilstok: The order of the levels of column \"lab\" leaves out 1 level that its records have.\n")
      #expect(
        try fit("ord.csv --levels lab", "lab").errors.hasPrefix(
          "peilstok: --levels takes a column and its levels from the lowest to the highest"))
      #expect(
        try fit("ord.csv --levels lap=low,high", "lab").errors
          == "peilstok: There is no column named \"lap\". Did you mean \"lab\"?\n")
    }
  }

  @Test(arguments: [
    (
      "--encoding ebcdic",
      "--encoding takes utf-8, utf-16, utf-16le, utf-16be, iso-8859-1, iso-8859-15 or windows-1252; found ebcdic."
    ),
    (
      "--separator ab",
      "--separator: The separator must be one ASCII character that is no quote and no line end, such as a semicolon or a tab."
    ),
    ("--decimal x", "--decimal: The decimal mark must be a point or a comma."),
    (
      "--missing-values NA,9",
      "--missing-values: The number \"9\" cannot stand for a missing answer in every column; a codebook declares it for one."
    ),
  ])
  func `an option that no file can have is refused`(_ option: String, _ sentence: String) throws {
    try withFiles(["a.csv": "w,y\n1,2\n"]) { folder in
      let run = try peilstok("estimate a.csv \(option) --weights w --statistic mean --of y", in: folder)
      #expect(run.status == 64 && run.errors == "peilstok: \(sentence) See 'peilstok estimate --help'.\n")
    }
  }
}
