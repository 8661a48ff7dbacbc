internal import CReadStat

/// What has been read of one variable.
final class ColumnCollector {
  var variable: LabelledVariable
  /// The name of its set of value labels; nil for none.
  let labelSet: String?
  /// The place of the variable in the file.
  let index: Int
  private let isText: Bool
  private var numbers: [Double] = []
  private var texts = TextCells()

  init(_ variable: LabelledVariable, isText: Bool, labelSet: String?, index: Int, expected: Int) {
    self.variable = variable
    self.isText = isText
    self.labelSet = labelSet
    self.index = index
    if isText { texts.reserveCapacity(expected) } else { numbers.reserveCapacity(expected) }
  }

  /// The number of cells so far.
  var count: Int { isText ? texts.count : numbers.count }

  /// Adds the cell of a record and returns whether its text, if it is one, is text.
  func append(_ value: readstat_value_t, row: Int) -> Bool {
    fill(to: row)
    guard !isText else { return unsafe append(text: value.v.string_value) }
    if unsafe value.is_system_missing != 0 {
      numbers.append(MissingTag.number(0))
    } else if unsafe value.is_tagged_missing != 0 {
      numbers.append(unsafe MissingTag.number(UInt8(bitPattern: value.tag)))
    } else {
      let number = unsafe number(of: value)
      numbers.append(number.isNaN ? MissingTag.number(0) : number)
    }
    return true
  }

  /// Adds cells without a value for records of which none was told.
  func fill(to row: Int) {
    while count < row {
      if isText { texts.append("") } else { numbers.append(MissingTag.number(0)) }
    }
  }

  /// The variable with its cells.
  func collected(labels: [ValueLabel]) -> LabelledVariable {
    var variable = variable
    variable.valueLabels = labels
    variable.cells = isText ? texts.cells : .numbers(numbers)
    return variable
  }

  private func append(text pointer: UnsafePointer<CChar>?) -> Bool {
    guard let text = unsafe pointer.map({ unsafe String(validatingCString: $0) }) ?? "" else { return false }
    texts.append(text)
    return true
  }
}

/// A number of any of the library's types, as the double that holds it.
func number(of value: readstat_value_t) -> Double {
  switch unsafe value.type {
  case READSTAT_TYPE_INT8: unsafe Double(value.v.i8_value)
  case READSTAT_TYPE_INT16: unsafe Double(value.v.i16_value)
  case READSTAT_TYPE_INT32: unsafe Double(value.v.i32_value)
  case READSTAT_TYPE_FLOAT: unsafe Double(value.v.float_value)
  default: unsafe value.v.double_value
  }
}
