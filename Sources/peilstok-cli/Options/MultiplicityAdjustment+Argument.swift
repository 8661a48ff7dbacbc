public import ArgumentParser
public import Peilstok

extension MultiplicityAdjustment: ExpressibleByArgument {}
