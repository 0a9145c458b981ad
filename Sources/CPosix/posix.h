// System calls that the C library has and its Swift module does not show, because Swift imports it without _GNU_SOURCE.
#ifndef CPOSIX_H
#define CPOSIX_H

#ifdef __linux__
int pipe2(int ends[2], int flags);
// The actions are a posix_spawn_file_actions_t. No header is included: Swift would take its types for this module's own.
int posix_spawn_file_actions_addchdir_np(void *actions, const char *directory);
#endif

#endif
