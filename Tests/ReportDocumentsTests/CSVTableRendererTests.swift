import Foundation
import ReportDocuments
import Testing

@Suite struct CSVTableRendererTests {
  @Test func `a table becomes one record a number, at full precision`() throws {
    let expected = """
      form,period,measure,value,status,text
      enige vorm,ooit,share,0.0801,,
      enige vorm,ooit,lower,0.071,,
      enige vorm,ooit,upper,0.09,,
      enige vorm,ooit,n,1994,,
      enige vorm,ooit,flag,,,
      slaan|schoppen,12 maanden,share,0.5,,
      slaan|schoppen,12 maanden,lower,,low-reliability,
      slaan|schoppen,12 maanden,upper,,not-applicable,
      slaan|schoppen,12 maanden,n,28,,
      slaan|schoppen,12 maanden,flag,,low-reliability break-in-series,

      """
    let table = try Example.table()
    #expect(CSVTableRenderer().csv(of: table) == expected)
  }

  @Test(arguments: [
    ("a,b", "\"a,b\""), ("a\"b", "\"a\"\"b\""), ("a\nb", "\"a\nb\""), ("a\r\nb", "\"a\r\nb\""), ("a b", "a b"),
    ("\"", "\"\"\"\""), ("é", "é"),
  ])
  func `a label is quoted where RFC 4180 asks for it, and keeps its line breaks`(label: String, field: String) throws {
    let table = try Table(
      "T1", caption: "C",
      columns: [TableColumn("a", header: "A", role: .label), TableColumn("b", header: "B", role: .text)],
      rows: [[.text(label), .text(label)]])
    let csv = CSVTableRenderer().csv(of: table)
    #expect(csv == "a,measure,value,status,text\n\(field),b,,,\(field)\n")
  }

  @Test(arguments: [
    0.1 + 0.2, 1.0 / 3, -0.0, .leastNonzeroMagnitude, 1e300, 1994, -12.5, .greatestFiniteMagnitude, 0.1, 1e16,
    123_456_789_012_345_680,
  ])
  func `a number comes back bit for bit, a negative zero aside`(value: Double) throws {
    let table = try Table(
      "T1", caption: "C", columns: [TableColumn("b", header: "B", role: .estimate)],
      rows: [[.number(value, .number(decimals: 1))]])
    let record = try #require(CSVTableRenderer().csv(of: table).split(separator: "\n").last)
    let field = record.split(separator: ",", omittingEmptySubsequences: false)[1]
    #expect(Double(field) == value)
    #expect(!field.hasPrefix("-0") || value != 0)
    #expect(!field.hasSuffix(".0"))
  }

  @Test func `a number that is not finite has a status instead`() throws {
    let table = try Table(
      "T1", caption: "C", columns: [TableColumn("b", header: "B", role: .estimate)], rows: [[.number(.nan, .count)]])
    #expect(CSVTableRenderer().csv(of: table).hasSuffix("\nb,,not-available,\n"))
  }

  @Test func `the metadata describe every column, measure, status and note`() throws {
    let json = CSVTableRenderer().metadata(of: try Example.table(), in: .dutch)
    let object = try JSONSerialization.jsonObject(with: Data(json.utf8))
    let metadata = try #require(object as? [String: Any])
    #expect(metadata["@context"] as? String == "http://www.w3.org/ns/csvw")
    #expect(metadata["url"] as? String == "t3.csv")
    #expect(metadata["dc:title"] as? String == "T3. Kinderen van 8 tot 18 jaar, 2024")
    #expect(metadata["dc:language"] as? String == "nl")
    #expect(metadata["dc:source"] as? String == "Peilstok, synthetische gegevens")
    let schema = try #require(metadata["tableSchema"] as? [String: Any])
    let columns = try #require(schema["columns"] as? [[String: Any]])
    #expect(columns.compactMap { $0["name"] as? String } == ["form", "period", "measure", "value", "status", "text"])
    let notes = try #require(metadata["notes"] as? [[String: Any]])
    let names = notes.map { "\($0["kind"] ?? "") \($0["name"] ?? "")" }
    #expect(
      names == [
        "measure share", "measure lower", "measure upper", "measure n", "measure flag", "status not-applicable",
        "status low-reliability", "status break-in-series", "note form", "note all", "note weighted",
      ])
    let again = try CSVTableRenderer().metadata(of: Example.table(), in: .dutch)
    #expect(json == again)
    #expect(json.hasSuffix("}\n"))
  }

  @Test func `each table of a document has its file and the metadata beside it`() throws {
    let document = try Document(title: "R", language: .english, blocks: [.table(try Example.table())])
    #expect(CSVTableRenderer().files(of: document).map(\.name) == ["t3.csv", "t3.csv-metadata.json"])
  }
}
