import Foundation
import Peilstok

/// The name of a file without its folder.
func fileName(of path: String) -> String {
  isStandardInput(path) ? "standard input" : URL(filePath: path).lastPathComponent
}
