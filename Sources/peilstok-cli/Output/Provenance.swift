import Peilstok

/// Where an answer comes from: the program, the data, the design and the conventions.
///
/// It holds no time and no path, so that the same input gives the same bytes.
struct Provenance {
  let data: Microdata
  let design: DescribedDesign?
  /// The condition of the domain as it was written.
  let condition: String?

  /// The files with records.
  private var sources: [DataSource] { data.sources + (design?.imputations ?? []) }

  var json: JSONValue { json(adding: []) }

  /// The provenance with what else was asked.
  func json(adding members: [(key: String, value: JSONValue)]) -> JSONValue {
    let own: [(key: String, value: JSONValue)] = [
      ("program", .string("peilstok")),
      ("version", .string(PeilstokVersion.current)),
      (
        "data",
        .array(
          sources.map { source in
            .object(
              [
                ("file", .string(source.fileName)),
                ("sha256", .string(source.sha256)),
                ("bytes", .integer(source.byteCount)),
              ] + source.differences.map { (key: $0.name, value: .string($0.value)) })
          })
      ),
      ("records", .integer(data.rowCount)),
      ("design", design?.json ?? .null),
      ("where", .optional(condition)),
      ("conventions", .string((design?.design.conventions ?? .r45).name)),
      ("linearAlgebra", .string(LinearAlgebraLibrary.description)),
    ]
    return .object(own + members)
  }

  /// The data and the design in words, for the source of a table.
  var words: String {
    let files = sources.map { source in
      let form = source.differences.map { ", \($0.name) \($0.value)" }.joined()
      return "\(source.fileName) (SHA-256 \(source.sha256.prefix(12))…\(form))"
    }.joined(separator: ", ")
    return ([files] + [condition.map { "Records where \($0)" }, design?.words].compactMap { $0 }).joined(
      separator: ". ")
  }
}
