internal import ReportDocuments

/// A number that stands typed where readers see it: bound to no result, so that new records leave it as it is.
public struct TypedNumber: Sendable, Hashable {
  /// The line of the notebook; that of the first line of a text in YAML.
  public let line: Int
  /// The number as it stands there.
  public let text: String
  /// The words around it.
  public let context: String
}

/// The numbers that a notebook types, and the phrases that excuse none.
public struct TypedNumbers: Sendable {
  /// The numbers, in the order of the notebook.
  public let found: [TypedNumber]
  /// The phrases under `typed` in the front matter that no text holds with a number in them.
  public let unusedExcuses: [String]
}

extension Notebook {
  /// Finds the numbers in its texts, in figures or in words, that no reference binds and no phrase excuses.
  ///
  /// Texts are the prose, and in blocks and front matter whatever a reader sees. Left out are references, code, addresses of
  /// links, comments, the numbers of headings and of list items, and figures inside a name such as T12b. A phrase that is
  /// listed under `typed` in the front matter excuses the numbers in it.
  public var typedNumbers: TypedNumbers {
    var finder = TypedNumberFinder(excuses: frontMatter.typed, language: frontMatter.language)
    for node in frontMatter.shownTexts { finder.search(node) }
    for part in source.parts {
      switch part {
      case .prose(let prose): finder.search(ShownText(prose))
      case .block(let block):
        guard
          let node = try? NotebookNode.reading(block.yaml, file: source.file, firstLine: block.firstLine)
        else { continue }
        node.forEachText { text, path, place in
          if NotebookNode.isShown(path) { finder.search(ShownText(text, line: place.line)) }
        }
      }
    }
    return finder.result
  }
}

/// Looks for numbers in texts.
private struct TypedNumberFinder {
  private let excuses: [(phrase: String, letters: [Character])]
  private let words: Set<String>
  private var found: [TypedNumber] = []
  private var used: Set<Int> = []

  init(excuses: [String], language: Language) {
    self.excuses = excuses.map { ($0, Array(ShownText($0, line: 0).letters.map { Character($0.lowercased()) })) }
    // "One" is an article as well.
    words = Set(
      language.words.numberWords.dropFirst(2) + language.words.largeNumberWords)
  }

  var result: TypedNumbers {
    TypedNumbers(
      found: found, unusedExcuses: excuses.indices.filter { !used.contains($0) }.map { excuses[$0].phrase })
  }

  mutating func search(_ node: NotebookNode) {
    if let text = node.text { search(ShownText(text, line: node.line)) }
  }

  mutating func search(_ shown: ShownText) {
    let numbers = shown.numbers(orWords: words)
    guard !numbers.isEmpty else { return }
    let lowercased = shown.letters.map { Character($0.lowercased()) }
    var isExcused = [Bool](repeating: false, count: numbers.count)
    for (index, excuse) in excuses.enumerated() where !excuse.letters.isEmpty {
      for start in lowercased.ranges(of: excuse.letters) {
        for (position, number) in numbers.enumerated()
        where start.lowerBound <= number.lowerBound && number.upperBound <= start.upperBound {
          isExcused[position] = true
          used.insert(index)
        }
      }
    }
    for (position, number) in numbers.enumerated() where !isExcused[position] {
      let around = max(0, number.lowerBound - 30)..<min(shown.letters.count, number.upperBound + 30)
      let words = shown.letters[around].split(separator: ShownText.gap, omittingEmptySubsequences: true).map {
        String($0)
      }
      let context = words.joined(separator: "…")
      found.append(
        TypedNumber(line: shown.lines[number.lowerBound], text: String(shown.letters[number]), context: context.trimmed)
      )
    }
  }
}
