import SurveyMicrodata
import Testing

@Suite struct CSVReadingTests {
  @Test func `numbers and texts become numeric columns and factors`() throws {
    let data = try microdata("id,sex,score\n1,girl,7.5\n2,boy,-1e2\n3,,NA\n")
    #expect(data.rowCount == 3)
    #expect(data.name == "survey")
    #expect(data.columnNames == ["id", "sex", "score"])
    #expect(try data.numbers(of: "id") == [1, 2, 3])
    #expect(try data.texts("sex") == ["girl", "boy", nil])
    #expect(try data.levels(of: "sex") == ["boy", "girl"])
    let scores = try data.numbers(of: "score")
    #expect(scores[0] == 7.5 && scores[1] == -100)
    #expect(try data.column("score").missingKind(at: 2) == .blank)
  }

  @Test func `quotes hold delimiters, line ends and doubled quotes`() throws {
    let data = try microdata("\"a, b\",c\r\n\"x,\r\ny\",1\r\n\"say \"\"hi\"\"\",2\r\n")
    #expect(data.columnNames == ["a, b", "c"])
    #expect(try data.texts("a, b") == ["x,\r\ny", "say \"hi\""])
    #expect(try data.numbers(of: "c") == [1, 2])
  }

  @Test(arguments: ["a,b\n1,2", "a,b\n1,2\n", "a,b\r\n1,2\r\n\r\n", "\u{FEFF}a,b\n1,2\n\n\n", "a,b\n\"1\",\"2\"\n"])
  func `byte order marks and empty lines at the end add nothing`(text: String) throws {
    let data = try microdata(text)
    #expect(data.columnNames == ["a", "b"])
    #expect(try data.numbers(of: "a") == [1] && data.numbers(of: "b") == [2])
  }

  @Test func `an empty line is a missing value in a file of one column`() throws {
    let data = try microdata("a\n1\n\n3\n\n")
    #expect(data.rowCount == 4)
    #expect((0..<4).map { try? data.column("a").missingKind(at: $0) } == [nil, .blank, nil, .blank])
  }

  @Test func `only the asked columns are read`() throws {
    let data = try microdata("a,b,c\n1,2,3\n", columns: ["c", "a"])
    #expect(data.columnNames == ["a", "c"])
    #expect(
      sentence { _ = try microdata("age,b\n1,2\n", columns: ["aeg"]) }
        == "There is no column named \"aeg\". Did you mean \"age\"?")
  }

  @Test func `NA is a text among texts and an empty column is numeric`() throws {
    let data = try microdata("a,b\n\"NA\",\nNA,\nx,\"\"\n")
    #expect(try data.texts("a") == ["NA", "NA", "x"])
    #expect(try data.numbers(of: "b").allSatisfy(\.isNaN))
  }
}

@Suite struct ColumnTypeTests {
  @Test func `a text far down makes the column one of texts`() throws {
    let records = (0..<30_000).map { $0 == 29_000 ? "x" : "\($0 % 3)" }
    let data = try microdata("a,b\n" + records.map { "\($0),1\n" }.joined())
    #expect(try data.levels(of: "a") == ["0", "1", "2", "x"])
    #expect(try data.numbers(of: "b").count == 30_000)
  }

  @Test func `infinity among texts is a text`() throws {
    let data = try microdata("a\ninf\n5\nx\n0x1F\n")
    #expect(try data.texts("a") == ["inf", "5", "x", "0x1F"])
  }
}
