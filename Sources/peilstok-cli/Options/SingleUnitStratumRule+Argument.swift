public import ArgumentParser
public import Peilstok

extension SingleUnitStratumRule: ExpressibleByArgument {}
