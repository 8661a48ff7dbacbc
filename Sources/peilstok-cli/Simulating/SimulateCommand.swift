import ArgumentParser
import Foundation
import MonitorSimulation
import Peilstok

/// `peilstok simulate`: writes the synthetic monitor.
struct SimulateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulate",
    abstract: "Write the synthetic monitor of violence at home: records, codebook and true values.",
    discussion: """
      The records are made by a model and stand for no child. The same seed gives the same bytes. Either all files are \
      written or none; other files in the folder stay as they are, one of the same name too unless an earlier run wrote it.

      Example:
        peilstok simulate --seed 2024 --output datasets/monitor
      """)

  @Option(help: ArgumentHelp("The seed of the random streams, a whole number from 0.", valueName: "number"))
  var seed: UInt64

  @Option(help: ArgumentHelp("The folder to write to; it is made where it is absent.", valueName: "folder"))
  var output: String

  @OptionGroup
  var overwriting: OverwriteOption

  func run() throws {
    let folder = try outputFolder(output)
    let files = withProgress("Simulating") { MonitorSimulation(seed: seed).files() }
    let document = OutputRequest.Document(
      name: "simulate", files: files.map { OutputFile(name: $0.name, text: $0.contents) })
    var request = OutputRequest([document])
    request.overwrites = overwriting.overwrite
    request.areWhole = true
    StandardOutput.writeNotes(of: try folder.write(request))
    let names = files.map(\.name).joined(separator: ", ")
    try StandardOutput.write("Wrote \(files.count) files to \(output): \(names)\n")
  }
}
