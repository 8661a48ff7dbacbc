public import ArgumentParser
public import Peilstok

extension QuantileRule: ExpressibleByArgument {}
