import Foundation
import Testing

@Suite("peilstok disclose and attack")
struct DisclosureTests {
  private static let table = """
    region,sex,count
    North,f,3
    North,m,17
    North,Total,20
    South,f,20
    South,m,14
    South,Total,34
    East,f,9
    East,m,0
    East,Total,9
    Total,f,32
    Total,m,31
    Total,Total,63

    """
  private static let rules = "minimum: 5\nprotection: 3\n"

  @Test func `a table is protected, row by row, and holds against the attack`() throws {
    try withFiles(["table.csv": Self.table, "rules.yaml": Self.rules]) { folder in
      let run = try peilstok("disclose table.csv --rules rules.yaml --output out.csv", in: folder)
      #expect(run.errors == "")
      #expect(run.status == 0)
      #expect(
        run.output
          == "12 counts: 8 published, 1 primary, 3 complementary. The attack computes none of those withheld.\n")
      let written = try String(contentsOf: folder.appending(path: "out.csv"), encoding: .utf8)
      let lines = written.split(separator: "\n").map(String.init)
      let given = Self.table.split(separator: "\n").map(String.init)
      #expect(lines.count == given.count)
      #expect(lines[0] == "region,sex,count,status")
      #expect(lines[1] == "North,f,,primary")
      #expect(lines[8] == "East,m,0,published")
      for (line, before) in zip(lines, given).dropFirst() {
        let fields = line.split(separator: ",", omittingEmptySubsequences: false)
        let original = before.split(separator: ",", omittingEmptySubsequences: false)
        #expect(fields[0] == original[0] && fields[1] == original[1])
        #expect(fields[2] == (fields[3] == "published" ? original[2] : ""))
      }
      let attack = try peilstok("attack out.csv --rules rules.yaml", in: folder)
      #expect(attack.status == 0)
      #expect(attack.output.hasPrefix("region=North, sex=f: 0 to "))
      #expect(
        attack.output.hasSuffix("4 counts attacked: 0 computed exactly, 0 more with an interval that is too narrow.\n"))
    }
  }

  @Test(arguments: ["", "zeros: published\n", "zeros: withheld\n"])
  func `what was written by rules passes the attack by the same rules`(_ zeros: String) throws {
    try withFiles(["table.csv": Self.table, "rules.yaml": Self.rules + zeros]) { folder in
      let run = try peilstok("disclose table.csv --rules rules.yaml --output out.csv", in: folder)
      #expect(run.status == 0, "\(run.errors)")
      let attack = try peilstok("attack out.csv --rules rules.yaml", in: folder)
      #expect(attack.status == 0, "\(attack.output)\(attack.errors)")
    }
  }

  @Test func `small counts withheld alone are computed, and the status is 1`() throws {
    let primaryOnly = Self.table.replacing("North,f,3", with: "North,f,")
    try withFiles(["out.csv": primaryOnly, "rules.yaml": Self.rules]) { folder in
      let plain = try peilstok("attack out.csv", in: folder)
      #expect(plain.status == 1)
      #expect(
        plain.output == "region=North, sex=f: 3 to 3, computed\n"
          + "1 counts attacked: 1 computed exactly, 0 more with an interval that is too narrow.\n")
      let fields = try peilstok("attack out.csv --rules rules.yaml --format json", in: folder)
      #expect(fields.status == 1)
      let answer = try JSONDecoder().decode(Answer.self, from: Data(fields.output.utf8))
      #expect(answer.computed == 1 && answer.tooNarrow == 1)
      #expect(answer.cells.map(\.record) == [1])
      #expect(answer.cells.map(\.labels) == [["region": "North", "sex": "f"]])
      #expect(answer.cells.map(\.lower) == [3] && answer.cells.map(\.upper) == [3])
    }
  }

  /// The JSON of `attack`, as a program that reads it would declare it.
  private struct Answer: Decodable {
    struct Cell: Decodable {
      let record: Int
      let labels: [String: String]
      let lower: Int
      let upper: Int?
    }

    let computed: Int
    let tooNarrow: Int
    let cells: [Cell]
  }

  @Test(arguments: ["--hierarchy region.csv", "--hierarchy region=levels.csv", "--hierarchy levels.csv"])
  func `levels between the labels and the total are known`(_ option: String) throws {
    let table = """
      region,count
      A1,3
      A2,12
      A,15
      B1,20
      B2,30
      B,50
      Total,65

      """
    let levels = "child,parent\nA1,A\nA2,A\nB1,B\nB2,B\n"
    let files = ["t.csv": table, "rules.yaml": Self.rules, "region.csv": levels, "levels.csv": levels]
    try withFiles(files) { folder in
      let run = try peilstok("disclose t.csv --rules rules.yaml --output out.csv \(option)", in: folder)
      #expect(run.errors == "")
      let written = try String(contentsOf: folder.appending(path: "out.csv"), encoding: .utf8)
      #expect(written.contains("A1,,primary\nA2,,complementary\nA,15,published\n"))
      #expect(try peilstok("attack out.csv --rules rules.yaml \(option)", in: folder).status == 0)
      // Without the levels every label is added up to the total, and the counts do not.
      let flat = try peilstok("disclose t.csv --rules rules.yaml --output other.csv", in: folder)
      #expect(flat.status == 1)
      #expect(
        flat.errors
          == "peilstok: The counts below region=Total (record 7) do not add up to its count; expected a row for "
          + "each combination that is not zero.\n")
    }
  }

  @Test func `rounding is another way`() throws {
    let rules = Self.rules + "rounding: {base: 5}\n"
    try withFiles(["table.csv": Self.table, "rules.yaml": rules]) { folder in
      let run = try peilstok("disclose table.csv --rules rules.yaml --output out.csv --format json", in: folder)
      #expect(run.status == 0)
      #expect(run.output.contains("\"rounded\": 12"))
      let written = try String(contentsOf: folder.appending(path: "out.csv"), encoding: .utf8)
      #expect(written.contains("North,f,5,rounded\nNorth,m,15,rounded\n"))
      #expect(try peilstok("attack out.csv --rules rules.yaml", in: folder).status == 0)
    }
  }

  @Test func `what is wrong with a table or rules is one sentence without a count`() throws {
    let files = [
      "table.csv": Self.table, "rules.yaml": Self.rules, "odd.csv": "sex,count\nf,3.5\n", "open.csv": "sex,count\nf,\n",
      "none.yaml": "minimum: 5\n", "word.yaml": "minimum: 5\nprotection: 3\nzeros: hidden\n",
      "named.csv": "sex,number\nf,3\n", "low.yaml": "minimum: 5\nprotection: 0\n",
      "done.csv": "sex,count,status\nf,3,\n",
    ]
    let cases = [
      ("odd.csv", "rules.yaml", "Expected a whole number from 0 on in the column count of record 1."),
      (
        "open.csv", "rules.yaml", "The count of record 1 is missing; a table can only be protected with all its counts."
      ),
      ("table.csv", "none.yaml", "none.yaml, line 1: Expected a key \"protection\"."),
      ("table.csv", "word.yaml", "The rule \"zeros\" takes published or withheld."),
      ("table.csv", "low.yaml", "The rule \"protection\" takes a whole number from 1 to 1000000."),
    ]
    try withFiles(files) { folder in
      for (table, rules, sentence) in cases {
        let run = try peilstok("disclose \(table) --rules \(rules) --output out.csv", in: folder)
        #expect(run.status == 1)
        #expect(run.errors.hasPrefix("peilstok: \(sentence)"), "\(run.errors)")
      }
      for table in ["named.csv", "done.csv"] {
        #expect(try peilstok("disclose \(table) --rules rules.yaml --output out.csv", in: folder).status == 1)
      }
      let own = try peilstok("disclose table.csv --rules rules.yaml --output table.csv --overwrite", in: folder)
      #expect(own.status == 1)
      #expect(try String(contentsOf: folder.appending(path: "table.csv"), encoding: .utf8) == Self.table)
    }
  }
}
