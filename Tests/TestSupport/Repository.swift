public import Foundation

/// The folder that holds `Package.swift`, so that tests read the datasets that users read.
public let repository = URL(filePath: #filePath)
  .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
