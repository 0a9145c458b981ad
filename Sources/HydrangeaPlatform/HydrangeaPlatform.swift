// The C library of the platform under one name: `import HydrangeaPlatform` instead of a choice between three modules in
// every file that calls it.
#if canImport(Glibc)
@_exported public import Glibc
#elseif canImport(Musl)
@_exported public import Musl
#else
@_exported public import Darwin
#endif
