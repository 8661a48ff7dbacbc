/// A command line and the files that it finds, some of them damaged.
struct FuzzInput: Sendable {
  var arguments: [String]
  var files: [String: [UInt8]]
  /// The file or folder that the command may write; what else it leaves behind is a finding.
  var output: String?
  /// Whether the answer on standard output is to be JSON.
  var isJSON: Bool { zip(arguments, arguments.dropFirst()).contains { $0 == "--format" && $1 == "json" } }

  /// Makes the input of a number.
  init(number: Int, seed: UInt64, seeds: Seeds) {
    var stream = FuzzStream(seed: seed, input: number)
    var request = Requests.one(&stream)
    var files = seeds.files
    // Few inputs are wholly sound, most have one thing wrong and some several.
    let damages = stream.one(of: [0, 1, 1, 1, 1, 2, 2, 3, 6])
    for _ in 0..<damages {
      if stream.onceIn(3) {
        request.arguments = Damage.arguments(request.arguments, &stream)
      } else {
        let name = stream.one(of: request.reads)
        files[name] = Damage.file(named: name, files[name] ?? [], &stream)
      }
    }
    arguments = request.arguments
    output = request.output
    self.files = files
  }
}

/// The sound files that damage starts from.
struct Seeds: Sendable {
  let files: [String: [UInt8]]
  /// What only a record says, and so no message may say.
  static let canaries = [
    "Kwartel-Oost", "Zilverzand", "Wolkenburg", "Fazantplein", "7318264501", "7318264502", "7318264503",
  ]
}
