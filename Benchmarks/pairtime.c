/* pairtime ROUNDS -- COMMAND... -- COMMAND...: runs the commands in turn, ROUNDS times after a warm-up round, and prints a line for each run:
   number of the command, wall and processor time in microseconds, peak memory in KiB, exit status. Its own memory is negligible. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec * 1e6 + t.tv_nsec / 1e3;
}

int main(int argc, char **argv) {
  char **commands[16];
  int count = 0, rounds = argc > 1 ? atoi(argv[1]) : 0;
  for (int i = 2; i < argc && count < 16; i++)
    if (!strcmp(argv[i], "--")) {
      argv[i] = 0;
      commands[count++] = argv + i + 1;
    }
  posix_spawn_file_actions_t files;
  posix_spawn_file_actions_init(&files);
  posix_spawn_file_actions_addopen(&files, 0, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&files, 1, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_addopen(&files, 2, "/dev/null", O_WRONLY, 0);
  for (int round = -1; round < rounds; round++)
    for (int k = 0; k < count; k++) {
      pid_t child;
      struct rusage used;
      int status;
      double start = now();
      if (posix_spawnp(&child, commands[k][0], &files, 0, commands[k], environ)) {
        perror(commands[k][0]);
        return 1;
      }
      wait4(child, &status, 0, &used);
      double wall = now() - start;
      double cpu = (used.ru_utime.tv_sec + used.ru_stime.tv_sec) * 1e6 + used.ru_utime.tv_usec + used.ru_stime.tv_usec;
      if (round >= 0) printf("%d %.0f %.0f %ld %d\n", k, wall, cpu, used.ru_maxrss, WIFEXITED(status) ? WEXITSTATUS(status) : 128);
    }
  return 0;
}
