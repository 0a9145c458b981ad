@_exported public import HydrangeaCompose
@_exported public import HydrangeaDecode
@_exported public import HydrangeaGrammar
@_exported public import HydrangeaResolve
@_exported public import HydrangeaRun
@_exported public import HydrangeaSweep
@_exported public import HydrangeaTree
@_exported public import HydrangeaYAML
