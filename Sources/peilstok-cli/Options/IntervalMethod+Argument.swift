public import ArgumentParser
public import Peilstok

extension IntervalMethod: ExpressibleByArgument {}
