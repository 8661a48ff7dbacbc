import ReportDocuments
import Testing

@Suite struct MarkdownTextTests {
  @Test(arguments: [
    ("jongen", "jongen"), ("a|b", #"a\|b"#), (#"a\b"#, #"a\\b"#), ("*a* _b_ `c`", #"\*a\* \_b\_ \`c\`"#),
    ("<b>", #"\<b>"#), ("<0.001", "<0.001"), ("[a](b)", #"\[a\](b)"#), ("~a~ $b$", #"\~a\~ \$b\$"#),
    ("&lt; R&D &", #"\&lt; R\&D &"#), (":smile: 12:30", #"\:smile: 12:30"#), ("a\r\nb\tc  d", "a b c d"),
    (" a\u{2028}b ", "a b"), ("a\u{0}b\u{7}", "ab"), ("# a", ##"\# a"##), ("> a", #"\> a"#), ("- a", #"\- a"#),
    ("+ a", #"\+ a"#), ("1. a", #"1\. a"#), ("12) a", #"12\) a"#), ("1994", "1994"), ("=", #"\="#), ("", ""),
    ("👩‍👧 é 家", "👩‍👧 é 家"),
  ])
  func `plain text is escaped where Markdown would give it a meaning`(plain: String, markdown: String) {
    #expect(MarkdownText.escaped(plain) == markdown)
  }
}
