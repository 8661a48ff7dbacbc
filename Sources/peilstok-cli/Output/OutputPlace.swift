import FileFacts
import Foundation
import Peilstok

/// The place of a single file: standard output, a device, or a file in a folder.
enum OutputPlace: Equatable {
  case standardOutput
  case device(path: String)
  case file(folder: String, name: String)

  /// Reads what `--output` says: a dash and the names of standard output mean standard output.
  init(_ path: String) throws {
    guard !path.isEmpty else { throw CommandError.noOutput(expected: "a file") }
    guard !["-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"].contains(path) else {
      self = .standardOutput
      return
    }
    let resolved = try Self.resolved(path)
    switch FileStatus(at: resolved)?.kind {
    case .device: self = .device(path: resolved)
    case .folder: throw DocumentError.notAFile(path: path)
    case .pipe: throw DocumentError.notRegular(path: path)
    case .file, .link, nil:
      let slash = resolved.lastIndex(of: "/")
      let name = String(resolved[(slash.map(resolved.index(after:)) ?? resolved.startIndex)...])
      guard !name.isEmpty else { throw DocumentError.notAFile(path: path) }
      self = .file(folder: slash.map { String(resolved[...$0]) } ?? ".", name: name)
    }
  }

  /// The place that a link leads to in the end, so that the file there is replaced and not the link.
  private static func resolved(_ path: String) throws -> String {
    guard FileStatus(at: path, followingLinks: false)?.kind == .link else { return path }
    guard FileStatus(at: path) != nil else { throw DocumentError.danglingLink(path: path) }
    return URL(filePath: path).resolvingSymlinksInPath().path(percentEncoded: false)
  }

  /// Writes one file of records, with others beside it: no wider open than the files that they were read from.
  func write(
    _ contents: Data, beside others: [(name: String, contents: Data)] = [], madeOf sources: [DataSource],
    overwriting: Bool
  ) throws {
    switch self {
    case .standardOutput: try StandardOutput.write(contents)
    case .device(let path):
      guard let device = FileHandle(forWritingAtPath: path) else { throw CommandError.couldNotWrite }
      do { try device.write(contentsOf: contents) } catch { throw CommandError.couldNotWrite }
    case .file(let folder, let name):
      let files = ([(name: name, contents: contents)] + others).map { file in
        var file = OutputFile(name: file.name, contents: file.contents)
        file.permissions = Self.permissions(of: sources)
        return file
      }
      var request = OutputRequest([OutputRequest.Document(name: name, files: files)])
      request.read = Set(sources.compactMap { $0.status?.identity })
      request.overwrites = overwriting
      request.isListed = false
      try OutputFolder(path: folder).write(request)
    }
  }

  /// What every source permits; what came through a pipe is for its user alone.
  private static func permissions(of sources: [DataSource]) -> UInt32 {
    sources.reduce(OutputFile.defaultPermissions) { permitted, source in
      permitted & (source.status.flatMap { $0.kind == .file ? $0.permissions : nil } ?? 0o600)
    }
  }
}
