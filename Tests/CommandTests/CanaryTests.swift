import Foundation
import Testing

/// Records whose levels are answers that nobody may see: every one begins with the same letters.
private let records: String = {
  var text = "g,h,wave,y,z,k,x,w\n"
  for row in 0..<120 {
    let g = "CANARY" + ["A", "B", "C"][row % 3]
    let k = row % 3 == 0 ? "CANARYK" : "CANARYL"
    let z = row % 3 == 1 ? 1 : (row / 3) % 2
    text += "\(g),CANARYH,CANARYW\(row % 2),\((row / 3) % 2),\(z),\(k),\(row % 7),\(1 + row % 2)\n"
  }
  return text
}()
private let nearlyNumbers = "x,w\n" + (1...50).map { "\($0),1\n" }.joined() + "CANARYX,1\n"
private let headerless = "CANARYA,1,0.5\nCANARYB,2,0.7\nCANARYA,3,0.1\n"
private let repeated = "CANARYA,1,CANARYA\nCANARYB,2,CANARYB\n"
private let package = """
  {"name": "p", "resources": [{"name": "r", "path": "headerless.csv", "schema": {"fields": [
    {"name": "g", "type": "string"}, {"name": "w", "type": "number"}, {"name": "x", "type": "number"}]}}]}
  """
private func notebook(_ estimate: String, _ sentence: String = "") -> String {
  """
  ---
  title: T
  data: c.csv
  design: {weights: w}
  ---

  ```yaml estimates
  a: \(estimate)
  ```

  \(sentence)

  """
}

@Suite("Messages hold no answers")
struct CanaryTests {
  private static let files = [
    "c.csv": records, "x.csv": nearlyNumbers, "headerless.csv": headerless, "repeated.csv": repeated,
    "datapackage.json": package,
    "few.yaml": "counts: {g: {CANARYA: 60, CANARYB: 60}}\n",
    "wide.yaml": "counts: {g: {CANARYA: 100, CANARYB: 50, CANARYC: 30}}\n",
    "two.yaml": "counts: {g: {CANARYA: 60, CANARYB: 60, CANARYC: 60}, k: {CANARYK: 20, CANARYL: 160}}\n",
    "none.yaml": "counts: {g: {CANARYA: 60, CANARYB: 0, CANARYC: 60}}\n",
    "population.csv": "g,population\nCANARYA,10\nCANARYB,20\n",
    "level.md": notebook("{prevalence: g}"),
    "element.md": notebook("{mean: x, by: g}", "{{a[CANARUA].value}}"),
  ]

  /// What goes wrong on such records, one line for each; the words of the command line itself are not canaries.
  private static let commands = [
    "test c.csv --weights w --trend g --of y=1",
    "test c.csv --weights w --trend wave --of x",
    "test c.csv --weights w --trend wave --of y=1 --adjusted-for x",
    "test c.csv --weights w --rows g --columns h",
    "test c.csv --weights w --rows g --columns CANARU",
    "weigh c.csv --weights w --margins few.yaml --method raking --output o.csv",
    "weigh c.csv --weights w --margins few.yaml --method poststratify --output o.csv",
    "weigh c.csv --weights w --margins few.yaml --method linear --output o.csv",
    "weigh c.csv --weights w --margins none.yaml --method raking --output o.csv",
    "weigh c.csv --weights w --margins wide.yaml --method logit --bounds 0.9:1.1 --output o.csv",
    "weigh c.csv --weights w --margins two.yaml --method raking --output o.csv",
    "weigh c.csv --weights w --margins two.yaml --method linear --bounds 0.5:2 --output o.csv",
    "model c.csv --weights w --formula y~h",
    "model c.csv --weights w --formula h~x",
    "model c.csv --weights w --formula g~x",
    "model c.csv --weights w --formula z~g",
    "model c.csv --weights w --formula z~g+x",
    "model c.csv --weights w --formula y~g*k",
    "model c.csv --weights w --formula g~h --family multinomial",
    "model c.csv --weights w --formula k~g --family multinomial",
    "model c.csv --weights w --formula y~g --doses g",
    "model c.csv --weights w --formula y~g --doses g --dose-of CANARUA=1",
    "model c.csv --weights w --formula y~g --fraction g=CANARUA",
    "model c.csv --weights w --formula y~g+CANARU",
    "estimate c.csv --weights w --statistic mean --of g",
    "estimate c.csv --weights w --statistic prevalence --of g=CANARUA",
    "estimate c.csv --weights w --statistic prevalence --of g --where g==CANARUA",
    "estimate c.csv --weights w --statistic rate --of y --by g --population population.csv",
    "estimate c.csv --weights w --statistic mean --of x --by g --population population.csv",
    "estimate c.csv --weights g --statistic mean --of x",
    "estimate c.csv --weights w --population-size g --statistic mean --of x",
    "estimate c.csv --weights w --strata g --units k --statistic mean --of x",
    "estimate x.csv --weights w --statistic mean --of x",
    "estimate headerless.csv --statistic mean --of CANARUA",
    "estimate headerless.csv --statistic mean --of x --weights CANARUA",
    "estimate repeated.csv --statistic mean --of x",
    "check datapackage.json",
    "check level.md",
    "check element.md",
  ]

  @Test(arguments: commands)
  func `a command that fails names no level that was only read`(command: String) throws {
    let run = try withFiles(Self.files) { try peilstok(command, in: $0) }
    #expect(run.status != 0)
    #expect(!run.errors.contains("CANARY") && !run.output.contains("CANARY"), "\(run.errors)")
    #expect(run.errors.hasPrefix("peilstok: ") && run.errors.count(where: \.isNewline) == 1)
  }

  @Test func `case r-leak-level-trend: a wave that is no number is not told`() throws {
    try withFiles(["input.csv": "w,b,wave\n1,0,SECRETX91\n1,1,SECRETX92\n1,1,3\n"]) { folder in
      let run = try peilstok("test input.csv --weights w --trend wave --of b=1", in: folder)
      #expect(run.status == 1 && run.output == "")
      #expect(
        run.errors
          == "peilstok: A trend needs waves that are numbers; \"wave\" has levels that are not.\n")
    }
  }

  @Test func `a level that a codebook declares is named`() throws {
    let codebook = """
      {"name": "p", "resources": [{"name": "r", "path": "r.csv", "schema": {"fields": [
        {"name": "g", "type": "string", "categories": ["low", "high"]}, {"name": "y", "type": "integer"}]}}]}
      """
    try withFiles(["datapackage.json": codebook, "r.csv": "g,y\nlow,0\nlow,1\nlow,1\n"]) { folder in
      let model = try peilstok("model datapackage.json --formula y==1~g", in: folder)
      #expect(
        model.errors
          == "peilstok: Term \"g\" has a single level among the complete records, \"low\"; leave the term out.\n")
      let estimate = try peilstok("estimate datapackage.json --statistic prevalence --of g=hihg", in: folder)
      #expect(estimate.errors == "peilstok: Column \"g\" has no level \"hihg\". Did you mean \"high\"?\n")
    }
  }

  @Test func `control characters of records and names reach no terminal`() throws {
    let escape = "\u{1B}[2J\u{9B}31m\u{7}"
    try withFiles(["r.csv": "g,x\u{1B}[2J,w\na\(escape),1,1\nb,2,1\na\(escape),3,1\n"]) { folder in
      for arguments in [
        ["estimate", "r.csv", "--weights", "w", "--statistic", "mean", "--of", "x\u{1B}[2J", "--by", "g"],
        ["estimate", "r.csv", "--weights", "w", "--statistic", "mean", "--of", "x\u{1B}[2"],
        ["estimate", "r.csv", "--weights", "w", "--statistic", "mean", "--of", "g"],
      ] {
        let run = try peilstok(arguments, in: folder)
        let shown = (run.output + run.errors).unicodeScalars
        #expect(!shown.contains { $0 != "\n" && $0.properties.generalCategory == .control }, "\(arguments)")
      }
    }
  }

  @Test func `cells of results that a spreadsheet would compute are text`() throws {
    try withFiles(["r.csv": "g,x,w\n=1+1,-1,1\n@b,-2,1\n-5,-3,1\n=1+1,-1,1\n@b,-2,1\n-5,-3,1\n"]) { folder in
      let run = try peilstok("estimate r.csv --weights w --statistic mean --of x --by g --format csv", in: folder)
      let cells = run.output.split(separator: "\n").flatMap { $0.split(separator: ",") }
      #expect(cells.contains("'=1+1") && cells.contains("'@b") && cells.contains("-5") && cells.contains("-1.0"))
    }
  }
}
