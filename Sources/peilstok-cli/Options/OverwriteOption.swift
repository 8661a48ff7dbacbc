import ArgumentParser

/// Whether files may be replaced that Peilstok did not write.
struct OverwriteOption: ParsableArguments {
  @Flag(
    help: """
      Replace a file that is there already, even where Peilstok did not write it or it was changed since. A file that \
      this run read is never replaced.
      """)
  var overwrite = false
}
