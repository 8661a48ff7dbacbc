import Foundation
import Testing

/// A command line that goes wrong, and the sentence it ends with.
struct WrongCommand: CustomTestStringConvertible {
  let name: String
  var files: [String: String] = [:]
  let arguments: [String]
  let status: Int32
  let sentence: String

  var testDescription: String { name }
}

private func data(_ name: String, _ text: String?, saying sentence: String) -> WrongCommand {
  WrongCommand(
    name: name, files: text.map { ["data.csv": $0] } ?? [:],
    arguments: ["estimate", "data.csv", "--weights", "w", "--statistic", "mean", "--of", "x"], status: 1,
    sentence: sentence)
}

private func options(
  _ options: String..., verb: String = "estimate", status: Int32 = 1, saying sentence: String
) -> WrongCommand {
  let records = "income,weight,sex,stratum,unit,size\n1,1,girl,a,1,4\n2,1,boy,a,2,4\n3,2,girl,b,1,4\n4,2,boy,b,2,4\n"
  return WrongCommand(
    name: options.joined(separator: " "), files: ["good.csv": records], arguments: [verb, "good.csv"] + options,
    status: status, sentence: sentence)
}

private func usage(_ arguments: String..., saying sentence: String) -> WrongCommand {
  WrongCommand(
    name: "peilstok " + arguments.joined(separator: " "), arguments: arguments, status: 64, sentence: sentence)
}

private let wrongFiles = [
  data("a missing file", nil, saying: "data.csv: There is no such file."),
  data("an empty file", "", saying: "data.csv: The file is empty."),
  data("a header alone", "x,w\n", saying: "data.csv, line 1: The file has a header and no records."),
  data("a ragged record", "x,w\n1,2\n3\n", saying: "data.csv, line 3: Expected 2 fields, found 1."),
  data(
    "an unclosed quote", "x,w\n\"secret,2\n3,4\n",
    saying: "data.csv, line 2, column 1 (x): A quote opens this field and nothing closes it."),
  data(
    "a binary file", "\u{7F}ELF\u{0}\u{0},w\n1,2\n",
    saying: "data.csv, line 1, column 1: The field holds a NUL byte; this is not a text file."),
  data(
    "a name that occurs twice", "w,w\n1,2\n",
    saying: "data.csv, line 1, column 2: The header gives this column the name of column 1."),
  data(
    "negative weights", "x,w\n1,-5\n2,1\n3,-1\n",
    saying: "Weights in column \"w\" must be finite numbers of at least 0; 2 are negative."),
  data(
    "missing weights", "x,w\n1,\n2,1\n",
    saying:
      "Weights in column \"w\" must be finite numbers of at least 0; 1 is missing. Records outside a subsample can be "
      + "left out or weigh 0."),
  data(
    "infinite weights", "x,w\n1,inf\n2,1\n",
    saying: "data.csv, line 2, column 2 (w): A number was expected; infinity, NaN, hexadecimal and out-of-range "
      + "numbers are not read."),
  data("weights of 0", "x,w\n1,0\n2,0\n", saying: "No record has a positive weight in column \"w\"."),
  data("words for numbers", "x,w\nsecret,1\nword,1\n", saying: "Column \"x\" holds levels, not numbers."),
  data("words for weights", "x,w\n1,secret\n2,word\n", saying: "Column \"w\" holds levels, not numbers."),
]

private let wrongDesigns = [
  options(
    "--statistic", "mean", "--of", "incme", saying: "There is no column named \"incme\". Did you mean \"income\"?"),
  options(
    "--statistic", "mean", "--of", "income", "--weights", "wieght",
    saying: "There is no column named \"wieght\". Did you mean \"weight\"?"),
  options(
    "--statistic", "mean", "--of", "income", "--by", "gender", saying: "There is no column named \"gender\"."),
  options(
    "--statistic", "prevalence", "--of", "sex=gril",
    saying: "Column \"sex\" has no level \"gril\"."),
  options(
    "--statistic", "mean", "--of", "income", "--where", "sexe == girl",
    saying: "There is no column named \"sexe\". Did you mean \"sex\"?"),
  options(
    "--statistic", "mean", "--of", "income", "--strata", "stratum", "--units", "unit",
    saying: "2 units in column \"unit\" occur in more than one stratum; where unit numbers start again in each "
      + "stratum, say that units are nested."),
  options(
    "--statistic", "mean", "--of", "income", "--strata", "income",
    saying: "4 strata have a single unit at stage 1, which has no variance; choose a rule for single-unit strata "
      + "(certainty, center or average) or merge strata."),
  options(
    "--statistic", "mean", "--of", "income", "--strata", "stratum", "--population-size", "income",
    saying: "Column \"income\" must hold one population size for each stratum; it varies within 2 strata."),
  options(
    "--formula", "sex ~ incme", verb: "model",
    saying: "There is no column named \"incme\". Did you mean \"income\"?"),
  options(
    "--formula", "income ~ sex", verb: "model",
    saying: "Outcome \"income\" holds numbers other than 0 and 1; say which one is modelled, as in income == 2."),
  options("--weights", "wght", verb: "check", saying: "There is no column named \"wght\". Did you mean \"weight\"?"),
]

private let wrongOptions = [
  options(
    "--statistic", "mean", "--of", "income", "--where", "sex = girl", status: 64,
    saying: "Condition \"sex = girl\", character 5: Expected ==; a single = compares nothing. "
      + "See 'peilstok estimate --help'."),
  options(
    "--statistic", "mean", "--of", "income", "--interval", "logit", status: 64,
    saying: "The logit interval does not apply to a mean, whose interval is wald. See 'peilstok estimate --help'."),
  options(
    "--statistic", "quantile", "--of", "income", "--interval", "wald", status: 64,
    saying:
      "The wald interval does not apply to a quantile, whose intervals are woodruff, woodruff-logit, woodruff-arcsine, "
      + "woodruff-beta, score and replicate. See 'peilstok estimate --help'."),
  options(
    "--statistic", "prevalence", "--of", "sex", "--interval", "beta", status: 64,
    saying: "The value 'beta' is invalid for '--interval <interval>'. Please provide one of the following: "
      + "logit, xlogit, arcsine, korn-graubard, clopper-pearson, jeffreys, wilson, likelihood, wald, woodruff, "
      + "woodruff-logit, woodruff-arcsine, woodruff-beta, score, replicate or log. See 'peilstok estimate --help'."
  ),
  options(
    "--statistic", "mean", "--of", "income", "--level", "95", status: 64,
    saying: "--level takes a number between 0 and 1, such as 0.95; found 95. See 'peilstok estimate --help'."),
  options(
    "--statistic", "quantile", "--of", "income", "--quantile", "50", status: 64,
    saying: "--quantile takes a number between 0 and 1, such as 0.5; found 50. See 'peilstok estimate --help'."),
  options(
    "--statistic", "quantile", "--of", "income=1", status: 64,
    saying: "A quantile is of numbers; --of takes \"income\" without a level. See 'peilstok estimate --help'."),
  options(
    "--statistic", "mean", "--of", "income", "--quantile", "0.5", status: 64,
    saying: "--quantile goes with --statistic quantile, not with --statistic mean. See 'peilstok estimate --help'."),
  options(
    "--statistic", "gini", "--of", "income", "--interval", "log", status: 64,
    saying: "The log interval does not apply to a gini, whose interval is wald. See 'peilstok estimate --help'."),
  options(
    "--statistic", "rate", "--of", "income", status: 64,
    saying: "--statistic rate needs --population. See 'peilstok estimate --help'."),
  options(
    "--statistic", "histogram", "--of", "income", status: 64,
    saying: "--statistic histogram needs --at. See 'peilstok estimate --help'."),
  options(
    "--statistic", "histogram", "--of", "income", "--at", "1,two", status: 64,
    saying: "--at takes numbers, such as 10,20; found 1,two. See 'peilstok estimate --help'."),
  options(
    "--statistic", "histogram", "--of", "income", "--at", "3,1",
    saying: "A histogram needs at least two breaks, each above the one before."),
  options(
    "--statistic", "mean", "--of", "income", "--at", "1", status: 64,
    saying: "--at goes with --statistic distribution-function, histogram or density, not with --statistic mean. "
      + "See 'peilstok estimate --help'."),
  options(
    "--statistic", "mean", "--of", "income", "--rule", "hf7", status: 64,
    saying: "--rule goes with --statistic quantile, not with --statistic mean. See 'peilstok estimate --help'."),
  options(
    "--statistic", "total", "--of", "income", "--population", "counts.csv", status: 64,
    saying: "--population goes with --statistic rate, mean, prevalence or ratio, not with --statistic total. "
      + "See 'peilstok estimate --help'."),
  options(
    "--statistic", "mean", "--of", "income", "--population", "good.csv",
    saying: "good.csv: There is no column named \"population\"."),
  options(
    "--statistic", "mean", "--of", "income", "--totals", status: 64,
    saying: "--totals needs --by. See 'peilstok estimate --help'."),
  options(
    "--statistic", "kappa", "--of", "sex", status: 64,
    saying: "--statistic kappa is of two variables; --of names 1. See 'peilstok estimate --help'."),
  options(
    "--statistic", "alpha", "--of", "income", status: 64,
    saying: "--statistic alpha is of at least two variables; --of names 1. See 'peilstok estimate --help'."),
  options(
    "--statistic", "counts", "--of", "sex=girl,stratum",
    saying: "Column \"stratum\" has 2 levels, none of which is certain to mean yes; say which one counts, as in "
      + "stratum=LEVEL. Its distribution shows them; messages name only those that a codebook declares."),
  options(
    "--statistic", "mean", "--of", "income", "--by", "sex=girl", status: 64,
    saying: "--by takes columns and not their levels; found \"sex=girl\". See 'peilstok estimate --help'."),
  options(
    "--statistic", "mean", "--of", "income", "--of", "size", status: 64,
    saying: "--of is given twice and only one of them would count; give it once. See 'peilstok estimate --help'."),
  options(
    "--statistic", "mean", "--of", "a", "--of=b", "--of", "c", status: 64,
    saying: "--of is given 3 times and only one of them would count; give it once. See 'peilstok estimate --help'."),
  options(
    "--statistic", "mean", "--of", "income", "--collapse-strata", "stratum,sex", status: 64,
    saying: "--collapse-strata takes one column; found 2. See 'peilstok estimate --help'."),
  options(
    "--statistic", "quantile", "--of", "income", "--interval", "replicate",
    saying: "The replicate interval needs replicate weights; the variances of this design are linearised."),
  options(
    "--statistic", "ratio", "--of", "income", status: 64,
    saying: "--statistic ratio needs --over. See 'peilstok estimate --help'."),
  options(
    "--statistic", "mean", "--of", "income", "--over", "size", status: 64,
    saying: "--over goes with --statistic ratio, not with --statistic mean. See 'peilstok estimate --help'."),
  options(
    "--statistic", "ratio", "--of", "income", "--over", "size,weight", status: 64,
    saying: "--over takes one variable; found 2. See 'peilstok estimate --help'."),
  options(
    "--statistic", "mean", "--of", "income", "--weights", "weight,size", status: 64,
    saying: "--weights takes one column; found 2. See 'peilstok estimate --help'."),
  options(
    "--statistic", "mean", "--of", "income,", status: 64,
    saying: "--of holds an empty name. See 'peilstok estimate --help'."),
  options(
    "--statistic", "mean", "--of", "income", "--by", "sex,sex", status: 64,
    saying: "--by names \"sex\" twice. See 'peilstok estimate --help'."),
  options(
    "--statistic", "mean", "--of", "income", "--population-size", "size,weight", status: 64,
    saying: "--population-size is for 2 stages, but --units names 0, after which only the records remain to be "
      + "drawn. See 'peilstok estimate --help'."),
  options(
    "--formula", "sex ~ income +", verb: "model", status: 64,
    saying: "Formula \"sex ~ income +\", character 15: Expected the name of a covariate, factor(...) or (. "
      + "See 'peilstok model --help'."),
  options(
    "--formula", "sex ~ income", "--family", "poison", verb: "model", status: 64,
    saying: "The value 'poison' is invalid for '--family <family>'. Please provide one of the following: binomial, "
      + "gaussian, poisson, gamma, negative-binomial, ordinal, multinomial or cox. See 'peilstok model --help'."),
  options(
    "--formula", "income ~ sex", "--family", "gamma", "--link", "probit", verb: "model", status: 64,
    saying: "--family gamma takes --link inverse or log; found probit. See 'peilstok model --help'."),
  options(
    "--statistic", "mean", "--of", "income", "--formt", "json", status: 64,
    saying: "Unknown option '--formt'. Did you mean '--format'? See 'peilstok estimate --help'."),
  options(
    "--of", "income", status: 64,
    saying: "Missing expected argument '--statistic <statistic>'. See 'peilstok estimate --help'."),
  usage(
    "check", "notebook.md", "--weights", "w",
    saying: "A notebook states its own design; the design options are for records. See 'peilstok check --help'."),
  usage("estimate", saying: "Missing expected argument '<data>'. See 'peilstok estimate --help'."),
  usage("estimat", saying: "There is no verb \"estimat\". Did you mean \"estimate\"? See 'peilstok --help'."),
  usage(
    "estimate", "-weights", "w",
    saying: "Options of more than one letter have two dashes; found -weights. See 'peilstok estimate --help'."),
  usage("--frmt", saying: "Unknown option '--frmt'. See 'peilstok --help'."),
  usage(
    "simulate", "--seed", "1", saying: "Missing expected argument '--output <folder>'. See 'peilstok simulate --help'."),
  usage(
    "simulate", "--seed", "one", "--output", "x",
    saying: "The value 'one' is invalid for '--seed <number>'. See 'peilstok simulate --help'."),
]

@Suite("Sentences and exit statuses")
struct SentenceTests {
  @Test(arguments: wrongFiles + wrongDesigns + wrongOptions)
  func `what is wrong is said in one line`(_ wrong: WrongCommand) throws {
    let run = try withFiles(wrong.files) { try peilstok(wrong.arguments, in: $0) }
    #expect(run == CommandRun(status: wrong.status, output: "", errors: "peilstok: \(wrong.sentence)\n"))
    #expect(!run.errors.contains("secret"))
  }

  @Test func `no verb is an error that names the verbs`() throws {
    let sentence =
      "Expected a verb: report, estimate, test, model, weigh, check, convert, codebook, disclose, attack or simulate. "
      + "See 'peilstok --help'."
    #expect(try peilstok([]) == CommandRun(status: 64, output: "", errors: "peilstok: \(sentence)\n"))
  }

  @Test(arguments: [
    "estimate", "test", "model", "weigh", "report", "check", "convert", "codebook", "disclose", "attack", "simulate",
  ])
  func `every verb explains itself with an example`(_ verb: String) throws {
    let run = try peilstok([verb, "--help"])
    #expect(run.status == 0 && run.errors == "")
    #expect(run.output.contains("Example"))
    #expect(run.output.contains("\n  peilstok \(verb) "))
    #expect(run.output.split(separator: "\n").filter { !$0.hasPrefix("USAGE") }.allSatisfy { $0.count <= 80 })
  }

  @Test func `records that differ from their codebook are counted, not shown`() throws {
    let package = """
      {"name": "p", "resources": [{"name": "t", "path": "t.csv", "schema": {"fields": [
        {"name": "grade", "type": "integer", "constraints": {"minimum": 1, "maximum": 10}},
        {"name": "sex", "type": "string", "constraints": {"enum": ["girl", "boy"]}}]}}]}
      """
    let records = "grade,sex\n7,girl\n4711,boy\n8,secret\n"
    let run = try withFiles(["datapackage.json": package, "t.csv": records]) {
      try peilstok(["check", "datapackage.json"], in: $0)
    }
    #expect(run.status == 1 && run.output == "")
    #expect(
      run.errors == """
        peilstok: t.csv differs from its codebook: column "grade" has 1 value above 10 (line 3); \
        column "sex" has 1 value that is not a level (line 4).

        """)
  }
}
