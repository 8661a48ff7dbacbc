internal import Foundation
internal import ParallelWork

/// Reads a file into memory: what is parsed cannot change underneath, whatever happens to the file meanwhile.
///
/// A mapped file that is cut short while it is read ends the program. The blocks of a large file are read on all cores,
/// which is about as fast as mapping it.
func wholeFile(_ path: String) throws(MicrodataError) -> Data {
  let name = lastComponent(of: path)
  // A pipe would be waited for until somebody writes to it.
  if let problem = problem(at: path) { throw .unreadableFile(name, problem) }
  guard let handle = try? FileHandle(forReadingFrom: URL(filePath: path)) else {
    throw .unreadableFile(name, .notPermitted)
  }
  defer { try? handle.close() }
  let bytes: Data
  do throws(FileProblem) {
    bytes = try contents(of: handle)
  } catch {
    throw .unreadableFile(name, error)
  }
  guard !bytes.isEmpty else { throw .unreadableFile(name, .empty) }
  return bytes
}

private func contents(of handle: FileHandle) throws(FileProblem) -> Data {
  let descriptor = handle.fileDescriptor
  guard let before = FileState(descriptor) else { throw .notPermitted }
  guard before.isRegular else {
    // A pipe has no size beforehand.
    do { return try handle.readToEnd() ?? Data() } catch { throw .notPermitted }
  }
  let blockSize = 4 << 20
  let count = before.size
  let memory = UnsafeMutableRawPointer.allocate(byteCount: max(count, 1), alignment: 1 << 12)
  let blockCount = (count + blockSize - 1) / blockSize
  let target = unsafe Blocks(memory: memory)
  let areWhole = ParallelWork.map(count: blockCount) { block in
    var position = block * blockSize
    let end = min(position + blockSize, count)
    while position < end {
      let read = unsafe pread(descriptor, target.memory + position, end - position, off_t(position))
      if read <= 0 { return false }
      position += read
    }
    return true
  }
  let bytes = unsafe Data(
    bytesNoCopy: memory, count: count, deallocator: .custom { memory, _ in unsafe memory.deallocate() })
  guard areWhole.allSatisfy(\.self), FileState(descriptor) == before else { throw .changedWhileRead }
  return bytes
}

/// What tells whether a file has changed: its size and when it was last written.
private struct FileState: Equatable {
  let size: Int
  let isRegular: Bool
  let seconds: Int
  let nanoseconds: Int

  init?(_ descriptor: Int32) {
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else { return nil }
    size = Int(status.st_size)
    isRegular = status.st_mode & S_IFMT == S_IFREG
    seconds = status.st_mtim.tv_sec
    nanoseconds = status.st_mtim.tv_nsec
  }
}

/// The memory that blocks are read into, each block by one thread.
@unsafe private struct Blocks: @unchecked Sendable {
  let memory: UnsafeMutableRawPointer
}
