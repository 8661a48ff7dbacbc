import SurveyMicrodata
import Testing

/// A portable file of one number for each text of base 30.
private func portable(_ numbers: [String]) -> [UInt8] {
  let digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz .<(+|&[]!$*);^-/|,%_>?`:#@'=\""
  var text = String(repeating: " ", count: 200) + String(repeating: "0", count: 64) + digits
  text += String(repeating: "0", count: 456 - text.utf8.count)
  text += "SPSSPORTA8/202001016/120000" + "41/5B/70/1/X5/8/2/5/8/2/F" + numbers.map { $0 + "/" }.joined() + "Z"
  var lines: [UInt8] = []
  for (place, byte) in text.utf8.enumerated() {
    if place > 0, place % 80 == 0 { lines += [0x0D, 0x0A] }
    lines.append(byte)
  }
  return lines
}

@Suite struct PortableFileTests {
  @Test func `a number of base 30 is the double that is nearest to it`() throws {
    // The doubles are those of Python's fractions.Fraction, which rounds once.
    let numbers: [(text: String, value: Double)] = [
      ("0", 0.0),
      ("1", 1.0),
      ("-1", -1.0),
      ("T", 29.0),
      ("10", 30.0),
      (".F", 0.5),
      (".A", 0.3333333333333333),
      (".3", 0.1),
      ("-2.F", -2.5),
      ("F7IBOFTROD", 300239975158033.0),
      ("3", 3.0),
      ("25I9-A", 1e-10),
      ("0.000001", 1.3717421124828533e-09),
      ("1+C", 5.31441e+17),
      ("-1C", -42.0),
      ("4H56.NK3", 123456.789),
      (".AAAAAAAAAAAAAAAAAAAA", 0.3448275862068966),
      (".2TTTTTTTTTTTTTTTTTTTTT", 0.1),
      ("HMG2KKJC9FM", 1.0481912421722572e+16),
      ("HMG2KKJC9FM.F", 1.0481912421722572e+16),
      ("HMG2KKJC9FN.F", 1.0481912421722574e+16),
      ("HMG2KKJC9FM.F000000000001", 1.0481912421722572e+16),
      ("8NBPMQNKTG0.QEO7K1S53+A", 3.0613419886820913e+30),
      ("70N6.D85TROC5OP24JJE+1A", 2.306265886011709e+64),
      ("-R59A6.H", -22013406.566666666),
      ("SC.90BD5-2T", 2.929550806486545e-129),
      ("-0JLMA29B.Q9FMA5FFM51", -14379392081.87725),
      (".RC0HPDBCIQ0E", 0.9133553681491067),
      ("-3O7TQ.EB", -3085196.478888889),
      ("3INOPBR91D2.6AGJ", 2141397694414292.2),
      ("-29LA95P2K4NM9F5N1.2", -1.0002831365573428e+24),
      ("BQ8EKD41TK1PFAQ64NI4.", 1.3803132601616963e+29),
      ("DB.41RD+A", 2.36866478067e+17),
      ("F8.9FCS43CQH", 458.3171458483258),
      ("52F8G.PHRGB2", 4117756.853242431),
      ("BHML.8QF8OM", 312981.2961220055),
      ("-IR.0FHO-A", -9.60248820345689e-13),
      ("KLPBB8KBNQDBTQ.5RR", 3.304744460977993e+20),
      ("4G56QBTRF9M2NLND.5", 6.513175086244685e+22),
      ("H.ORK8N065IEJK57OL5KM", 17.830751564068915),
      ("1S4.3A5+A", 1.02988027935e+18),
      ("LJ2I67MSB0BC8.+2T", 3.345247964757414e+150),
      ("J939HGAI9BQ.4DDQIKH+A", 6.730779934143722e+30),
      (".4J2BQSL-1A", 1.2710763313375923e-60),
      ("CDD7F9FM.CCRT5JJ8N9F-2T", 9.357474333456515e-121),
      ("-4F.03LJE791", -135.00413515404816),
      ("H87TFP17F8R4N99F.JF", 2.4788508910636023e+23),
      ("0O.49", 24.143333333333334),
      ("NG.0EBBLNQI-A", 1.195644257210408e-12),
      (".SLH6-A", 1.6212022281557751e-15),
      ("FCLRN6S9EQO29.-2T", 2.817543282307289e-113),
      ("T.945FMHSFAH4DIHP+2T", 8.525663650981248e+132),
      ("L0A.", 18910.0),
      ("13Q3.7JKQ3MS49MTE+A", 1.800005737334548e+19),
      (".J61", 0.6400370370370371),
      (".1II3NCSJ4-A", 9.145737942407411e-17),
      ("-T14M94IK.LG9T", -635074267160.7181),
      ("-H7.8", -517.2666666666667),
      ("-.RBENC54M", -0.9127696367047706),
      (".2R", 0.09666666666666666),
      ("SE.FA3PG0HNC1R", 854.5112537456689),
      ("N3.2TLFQ6", 693.0996862633745),
    ]
    let data = try withFile(named: "numbers.por", portable(numbers.map(\.text))) { try Microdata(contentsOf: $0) }
    let read = try data.numbers(of: "X")
    #expect(read.count == numbers.count)
    for (number, value) in zip(numbers, read) { #expect(value == number.value, "\(number.text)") }
  }

  @Test func `the numbers that PSPP wrote are those of its text`() throws {
    // PSPP itself loses the last digit of 2^53 - 1; what stands in its file is what is read.
    let data = try records("numbers.por")
    #expect(
      try data.cells("X") == ["0.1", "0.3333333333333333", "123456.789", "1e-10", "<blank>", "-2.5"])
    #expect(try data.cells("N") == ["9007199254740990.0", "-42.0", "0.0", "30.0", "900.0", "27000.0"])
  }

  @Test func `a character that cannot stand where it does is named by its byte and its record`() throws {
    try withFile(named: "numbers.por", portable(["1", "2", "!"])) { path in
      #expect(
        sentence { _ = try Microdata(contentsOf: path) }
          == "numbers.por: The file contradicts its format before byte 525, in record 3.")
    }
  }
}
