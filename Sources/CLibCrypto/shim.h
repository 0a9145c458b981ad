// OpenSSL 3 marks SHA256_Init, MD5_Init and the like as deprecated, in favor of EVP. EVP looks its algorithms up in
// providers, and loads those and a configuration file at the first use: that costs time at each start, and a static
// program carries all of it. The functions of one algorithm need neither, and their contexts are plain structs, which a
// Swift value can hold.
#define OPENSSL_SUPPRESS_DEPRECATED
#include <openssl/md5.h>
#include <openssl/sha.h>
