import SurveyMicrodata
import Testing

@Suite struct MalformedDataPackageTests {
  func answer(to text: String) throws -> String {
    try withPackage(["datapackage.json": text]) { folder in sentence { _ = try Microdata(contentsOf: folder) } }
  }

  static let malformedJSON: [(text: String, place: String, expected: String)] = [
    (#"{"#, "line 1, column 2", "Expected a name in double quotes."),
    ("{\"a\": 1,\n\"a\": 2}", "line 2, column 1", "The name \"a\" stands twice in one object."),
    (#"{"a" 1}"#, "line 1, column 6", "Expected : after the name."),
    (#"{"a": nul}"#, "line 1, column 7", "Expected a JSON value."),
    (#"{"a": [1 2]}"#, "line 1, column 10", "Expected , or ] in the list."),
    (#"{"a": 1 "b"}"#, "line 1, column 9", "Expected , or } in the object."),
    (#"{"a": "x}"#, "line 1, column 7", "A quote opens here and nothing closes it."),
    (#"{"a": "\q"}"#, "line 1, column 8", "JSON has no such escape after a backslash."),
    (#"{"a": "\ud83d"}"#, "line 1, column 8", "JSON has no such escape after a backslash."),
    ("{\"a\": \"x\ny\"}", "line 1, column 9", "A line break or control character must be escaped in a text."),
    (#"{} x"#, "line 1, column 4", "Expected the end of the file."),
    (
      String(repeating: "[", count: 5000), "line 1, column 101",
      "More than 100 lists and objects stand inside each other."
    ),
  ]

  @Test(arguments: malformedJSON)
  func `what is not JSON is answered with line and column`(text: String, place: String, expected: String) throws {
    #expect(try answer(to: text) == "datapackage.json, \(place): \(expected)")
  }

  static let malformedPackages: [(text: String, place: String, expected: String)] = [
    (#"{}"#, "line 1", "Expected a property \"resources\"."),
    (#"[]"#, "line 1", "Expected an object."),
    (#"{"resources": 5}"#, "line 1, resources", "Expected a list."),
    (#"{"resources": []}"#, "line 1", "No resource is a CSV file."),
    (#"{"resources": [{"path": ""}]}"#, "line 1", "No resource is a CSV file."),
    (#"{"titles": {"nl": 5}, "resources": []}"#, "line 1, titles.nl", "Expected a text."),
    (#"{"synthetic": 1, "resources": []}"#, "line 1, synthetic", "Expected true or false."),
    (
      #"{"sampleKind": "optin", "resources": []}"#, "line 1, sampleKind",
      "Expected one of probability, optIn; found \"optin\". Did you mean \"optIn\"?"
    ),
    (
      "{\"resources\": [\n{\"path\": \"../x.csv\"}]}", "line 2, resources[0].path",
      "The path must stay inside the folder of the data package."
    ),
    (
      #"{"resources": [{"path": "/x.csv"}]}"#, "line 1, resources[0].path",
      "The path must stay inside the folder of the data package."
    ),
    (
      #"{"resources": [{"format": "csv", "path": ""}]}"#, "line 1, resources[0].path",
      "Expected a text that is not empty."
    ),
    (
      #"{"resources": [{"format": "csv", "path": ["x.csv", "y.csv"]}]}"#, "line 1, resources[0].path",
      "This is not supported; expected one file for each table."
    ),
    (
      #"{"resources": [{"path": "x.csv", "encoding": "ebcdic"}]}"#, "line 1, resources[0].encoding",
      "This is not supported; expected utf-8, utf-16, utf-16le, utf-16be, iso-8859-1, iso-8859-15, windows-1252."
    ),
    (
      #"{"resources": [{"path": "x.csv", "dialect": {"quoteChar": "'"}}]}"#, "line 1, resources[0].dialect.quoteChar",
      "This is not supported; expected \"."
    ),
    (
      #"{"resources": [{"path": "x.csv", "dialect": {"header": false}}]}"#, "line 1, resources[0].dialect.header",
      "This is not supported; expected true."
    ),
    (
      #"{"resources": [{"path": "x.csv", "dialect": {"delimiter": "||"}}]}"#, "line 1, resources[0].dialect.delimiter",
      "This is not supported; expected one ASCII character."
    ),
  ]

  @Test(arguments: malformedPackages)
  func `a package that cannot be used is answered with its place`(
    text: String, place: String, expected: String
  ) throws {
    #expect(try answer(to: text) == "datapackage.json, \(place): \(expected)")
  }

  static let malformedFields: [(field: String, place: String, expected: String)] = [
    (
      #"{"name": "a", "type": "numbr"}"#, "[0].type",
      "Expected one of string, integer, number, boolean, year, any, date, time, datetime, yearmonth, duration; "
        + "found \"numbr\". Did you mean \"number\"?"
    ),
    (#"{"name": "a"}, {"name": "a"}"#, "[1].name", "Two fields are named \"a\"."),
    (#"{"title": "a"}"#, "[0]", "Expected a property \"name\"."),
    (
      #"{"name": "a", "missingValues": [{"value": "-1", "kind": "notaskd"}]}"#, "[0].missingValues[0].kind",
      "Expected one of blank, notAsked, refused, doesNotKnow; found \"notaskd\". Did you mean \"notAsked\"?"
    ),
    (
      #"{"name": "a", "type": "number", "constraints": {"minimum": 5, "maximum": 4}}"#, "[0]",
      "The minimum is above the maximum."
    ),
    (
      #"{"name": "a", "type": "number", "constraints": {"minimum": "5"}}"#, "[0].constraints.minimum",
      "Expected a number."
    ),
    (
      #"{"name": "a", "type": "number", "decimalChar": ";"}"#, "[0].decimalChar",
      "This is not supported; expected a point or a comma."
    ),
    (
      #"{"name": "a", "type": "number", "decimalChar": ",", "groupChar": "."}"#, "[0].groupChar",
      "This is not supported; expected numbers as in 1234,5."
    ),
    (#"{"name": "a", "categories": [1, 2, 1]}"#, "[0].categories[2]", "The code \"1\" stands twice."),
    (#"{"name": "a", "categories": [1, [2]]}"#, "[0].categories[1]", "Expected a text or a number."),
    (#"{"name": "a", "missingValues": ["1"], "categories": [1, 2]}"#, "[0]", "The code \"1\" stands twice."),
  ]

  @Test(arguments: malformedFields)
  func `a field that cannot be used is answered with its place`(
    field: String, place: String, expected: String
  ) throws {
    let package = #"{"resources": [{"path": "x.csv", "schema": {"fields": ["# + field + "]}}]}"
    #expect(
      try answer(to: package) == "datapackage.json, line 1, resources[0].schema.fields\(place): \(expected)")
  }
}
