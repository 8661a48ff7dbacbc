import Foundation
import Testing

/// A request that goes beyond a limit, and what is said of it.
struct RequestBeyondLimit: CustomTestStringConvertible {
  let arguments: String
  let status: Int32
  let sentence: String

  var testDescription: String { arguments }
}

/// Records with a text of its own in each, and answers.
private let manyLevels =
  "w,y,x,g,id,count\n"
  + (0..<2_100).map { "1,\($0 % 2),\($0 % 7),\(["a", "b", "c"][$0 % 3]),L\($0),\($0 % 5)000000000\n" }.joined()

private let requests = [
  RequestBeyondLimit(
    arguments: "estimate many.csv --weights w --statistic prevalence --of id", status: 1,
    sentence: "At most 2000 estimates are worked out together; the levels of these variables ask for 2100."),
  RequestBeyondLimit(
    arguments: "estimate many.csv --weights w --statistic mean --of x --by id", status: 1,
    sentence:
      "The levels of the grouping variables combine to more than 1000 groups, too many to estimate together."),
  RequestBeyondLimit(
    arguments: "test many.csv --weights w --rows id --columns g", status: 1,
    sentence: "A table that is tested has at most 800 cells; the levels of its rows and columns make 6300."),
  RequestBeyondLimit(
    arguments: "test many.csv --weights w --rows id --columns id", status: 1,
    sentence: "A table that is tested has at most 800 cells; the levels of its rows and columns make 4410000."),
  RequestBeyondLimit(
    arguments: "model many.csv --weights w --formula y~id", status: 1,
    sentence: "A model has at most 1000 coefficients; with term \"id\" it has 2100."),
  RequestBeyondLimit(
    arguments: "model many.csv --weights w --formula y~x+id:g", status: 1,
    sentence: "A model has at most 1000 coefficients; with term \"id:g\" it has 6302."),
  RequestBeyondLimit(
    arguments: "model many.csv --weights w --family multinomial --formula id~x", status: 1,
    sentence: "Outcome \"id\" has 2100 levels; a multinomial model takes at most 50."),
  RequestBeyondLimit(
    arguments: "estimate many.csv --weights w --statistic mean --of x --impute x --impute-from id", status: 1,
    sentence:
      "Answers are imputed by regressions of at most 1000 columns; with the levels of \"id\" there are 2102."),
  RequestBeyondLimit(
    arguments: "estimate many.csv --weights w --statistic mean --of x --variance bootstrap --replicates 1000000000",
    status: 64, sentence: "--replicates takes a whole number of at most 10000; found 1000000000."),
  RequestBeyondLimit(
    arguments: "estimate many.csv --weights w --statistic mean --of x --variance successive --replicates 1000000000",
    status: 64, sentence: "--replicates takes a whole number of at most 10000; found 1000000000."),
  RequestBeyondLimit(
    arguments: "estimate many.csv --weights w --statistic mean --of x --impute x --imputations 1000000000",
    status: 64, sentence: "--imputations takes a whole number of at most 1000; found 1000000000."),
  RequestBeyondLimit(
    arguments: "estimate many.csv --statistic quantile --of x --quantile "
      + (1...1_001).map { "\(Double($0) / 2_000)" }.joined(separator: ","),
    status: 64, sentence: "--quantile takes a list of at most 1000; found 1001."),
  RequestBeyondLimit(
    arguments: "model many.csv --family negative-binomial --formula count~g", status: 1,
    sentence: "A negative binomial model is of counts up to 1000000; the outcome holds a larger one."),
  RequestBeyondLimit(
    arguments: "estimate many.csv --statistic density --of x --at "
      + [String](repeating: "1", count: 1_001).joined(separator: ","),
    status: 64, sentence: "--at takes a list of at most 1000; found 1001."),
  RequestBeyondLimit(
    arguments: "estimate many.csv --statistic mean --of "
      + [String](repeating: "x", count: 1_001).joined(separator: ","),
    status: 64, sentence: "--of takes a list of at most 1000; found 1001."),
]

@Suite("Limits of a computation")
struct LimitTests {
  @Test(arguments: requests)
  func `what goes beyond a limit ends in the sentence that names it`(_ request: RequestBeyondLimit) throws {
    let run = try withFiles(["many.csv": manyLevels]) { try peilstok(request.arguments, in: $0) }
    let verb = request.arguments.prefix { $0 != " " }
    let help = request.status == 64 ? " See 'peilstok \(verb) --help'." : ""
    #expect(run == CommandRun(status: request.status, output: "", errors: "peilstok: \(request.sentence)\(help)\n"))
  }

  @Test func `the help of an option states its limit`() throws {
    let help = try peilstok("estimate --help").output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(help.contains("at most 10000. (default: 200"))
    #expect(help.contains("at most 1000. (default: 20)"))
    #expect(help.contains("between 0 and 1, at most 1000. (default: 0.5)"))
  }

  @Test func `empty lines take no memory for the columns that they do not have`() throws {
    let header = (1...200).map { "c\($0)" }.joined(separator: ",")
    let text = header + "\n" + String(repeating: "\n", count: 2_000_000) + "1,2\n"
    try withFiles(["empty.csv": text]) { folder in
      // With room for each column of each line the records alone would take 3 GB.
      let run = try bounded(kilobytes: 1_500_000, "check empty.csv", in: folder)
      #expect(run.status == 1)
      #expect(run.errors == "peilstok: empty.csv, line 2: Expected 200 fields, found 1.\n")
    }
  }

  @Test func `a message is cut where it would repeat a long text`() throws {
    let run = try withFiles(["x.csv": "x\n1\n2\n"]) {
      try peilstok(
        ["estimate", "x.csv", "--statistic", "mean", "--of", String(repeating: "n", count: 100_000)], in: $0)
    }
    #expect(run.status == 1)
    #expect(run.errors.count < 2_100)
    #expect(run.errors.hasPrefix("peilstok: There is no column named \"nnn"))
    #expect(run.errors.contains("nnn … nnn"))
  }

  @Test func `a message holds no character that does something to a terminal`() throws {
    let run = try withFiles(["x.csv": "x\n1\n2\n"]) {
      try peilstok(["estimate", "x.csv", "--statistic", "mean", "--of", "a\u{1B}[31mb\u{7}\u{202E}c"], in: $0)
    }
    #expect(run.errors == "peilstok: There is no column named \"a\u{FFFD}[31mb\u{FFFD}\u{FFFD}c\".\n")
  }

  @Test func `records without a header are not repeated as the names of columns`() throws {
    let package = """
      {"resources": [{"name": "x", "path": "x.csv", "schema": {"fields": [{"name": "y", "type": "string"},
      {"name": "place", "type": "string"}]}}]}
      """
    let run = try withFiles(["x.csv": "3,Zilverzand\n4,Wolkenburg\n", "datapackage.json": package]) {
      try peilstok("check datapackage.json", in: $0)
    }
    #expect(run.status == 1)
    #expect(
      run.errors
        == "peilstok: x.csv: Its first line holds none of the names of the codebook; expected the names of the columns.\n"
    )
  }

  @Test func `a wave that is written in two ways is one wave with two estimates`() throws {
    let levels = ["7", "07", "8"]
    let package = """
      {"resources": [{"name": "x", "path": "x.csv", "schema": {"fields": [{"name": "y", "type": "string",
      "categories": ["no", "yes"]}, {"name": "wave", "type": "string", "categories": ["7", "07", "8"]}]}}]}
      """
    let records = "y,wave\n" + (0..<30).map { "\($0 % 4 == 0 ? "yes" : "no"),\(levels[$0 % 3])\n" }.joined()
    let run = try withFiles(["x.csv": records, "datapackage.json": package]) {
      try peilstok("test datapackage.json --trend wave --of y=yes", in: $0)
    }
    #expect(run.status == 1)
    #expect(run.errors == "peilstok: A trend needs one estimate for each wave; 7.0 has several.\n")
  }

  /// The case r-leak-level-trend.
  @Test(arguments: ["--of x", "--of y=1", "--of y=1 --adjusted-for x"])
  func `a trend over levels that are no numbers names none of them`(_ further: String) throws {
    let records =
      "w,y,x,place\n" + (0..<40).map { "1,\($0 % 2),\($0),\(["Zilverzand", "nan", "inf"][$0 % 3])\n" }.joined()
    let run = try withFiles(["x.csv": records]) {
      try peilstok("test x.csv --weights w --trend place \(further)", in: $0)
    }
    #expect(run.status == 1)
    #expect(run.errors == "peilstok: A trend needs waves that are numbers; \"place\" has levels that are not.\n")
  }

  /// Runs the command with an upper bound of its memory.
  private func bounded(kilobytes: Int, _ arguments: String, in folder: URL) throws -> CommandRun {
    try run(
      "/bin/sh", ["-c", "ulimit -v \(kilobytes); exec \"$0\" \(arguments)", peilstokExecutable.path], in: folder)
  }
}
