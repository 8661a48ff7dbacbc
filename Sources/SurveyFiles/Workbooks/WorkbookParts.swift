internal import CExpat

/// What a part of a workbook names: its targets by their identifiers, with their kinds.
final class RelationshipReader: XMLReader {
  private(set) var targets: [String: (target: String, kind: String)] = [:]
  private static let relationship = XMLName("Relationship")

  override func started(_ name: XMLName, _ attributes: XMLAttributes) {
    guard name == Self.relationship, let id = attributes.text("Id"),
      let target = attributes.text("Target"), let kind = attributes.text("Type")
    else { return }
    targets[id] = (target, kind.split(separator: "/").last.map(String.init) ?? kind)
  }
}

/// The sheets of a workbook in their order, and the day from which it counts.
final class SheetListReader: XMLReader {
  private(set) var sheets: [(name: String, relationship: String, isVisible: Bool)] = []
  private(set) var countsFrom1904 = false
  private static let sheet = XMLName("sheet")
  private static let properties = XMLName("workbookPr")

  override func started(_ name: XMLName, _ attributes: XMLAttributes) {
    if name == Self.sheet, let title = attributes.text("name"), let id = attributes.text("id") {
      let state = attributes.text("state") ?? "visible"
      sheets.append((title, id, state == "visible"))
    } else if name == Self.properties, let flag = attributes.text("date1904") {
      countsFrom1904 = flag == "1" || flag == "true"
    }
  }
}

/// What the styles of cells show of their numbers, by the number of the style.
final class StyleReader: XMLReader {
  private(set) var forms: [CellForm] = []
  private var ownForms: [Int: CellForm] = [:]
  private var isInCellStyles = false
  private static let format = XMLName("numFmt")
  private static let cellStyles = XMLName("cellXfs")
  private static let style = XMLName("xf")

  override func started(_ name: XMLName, _ attributes: XMLAttributes) {
    if name == Self.cellStyles {
      isInCellStyles = true
    } else if name == Self.style, isInCellStyles {
      let number = attributes.text("numFmtId").flatMap { Int($0) } ?? 0
      forms.append(ownForms[number] ?? CellForm(builtIn: number))
    } else if name == Self.format, let number = attributes.text("numFmtId").flatMap({ Int($0) }),
      let code = attributes.text("formatCode")
    {
      ownForms[number] = CellForm(code: code)
    }
  }

  override func ended(_ name: XMLName) {
    if name == Self.cellStyles { isInCellStyles = false }
  }
}

/// The texts that cells share, each as a field of CSV.
final class SharedTextReader: XMLReader {
  private(set) var texts = SharedTexts()
  private let decimalMark: UInt8
  private var text: [UInt8] = []
  private var isText = false
  private var soundDepth = 0
  private static let item = XMLName("si")
  private static let characters = XMLName("t")
  private static let sound = XMLName("rPh")

  init(part: String, decimalMark: UInt8) {
    self.decimalMark = decimalMark
    super.init(part: part)
  }

  override func started(_ name: XMLName, _ attributes: XMLAttributes) {
    if name == Self.characters {
      isText = soundDepth == 0
    } else if name == Self.sound {
      soundDepth += 1
    } else if name == Self.item {
      text.removeAll(keepingCapacity: true)
    }
  }

  override func ended(_ name: XMLName) {
    if name == Self.characters {
      isText = false
    } else if name == Self.sound {
      soundDepth -= 1
    } else if name == Self.item {
      texts.append(CellText.unescaped(text), decimalMark: decimalMark)
    }
  }

  override func read(_ bytes: UnsafeRawBufferPointer) {
    if isText { unsafe text.append(contentsOf: bytes) }
  }
}

/// Texts one after the other, each as a field of CSV.
struct SharedTexts: Sendable {
  private(set) var pool: [UInt8] = []
  /// Where each text ends.
  private(set) var ends: [Int] = []
  /// Whether each is written as a number.
  private(set) var areNumbers: [Bool] = []

  mutating func append(_ text: [UInt8], decimalMark: UInt8) {
    CellText.append(text, to: &pool)
    ends.append(pool.count)
    areNumbers.append(CellText.isNumber(text, decimalMark: decimalMark))
  }

  /// Where a text stands; nil where there is none of the number.
  @inline(__always)
  func range(_ index: Int) -> Range<Int>? {
    guard index >= 0, index < ends.count else { return nil }
    return (index == 0 ? 0 : ends[index - 1])..<ends[index]
  }
}
