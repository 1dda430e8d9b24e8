/* Ends the process before or after its n-th call that changes something outside of it: a write to a file or a
   connection, a synchronisation, a cut, a new or removed name. Preloaded into a program under test. KILL_AT is n,
   counted from 1; with KILL_AFTER the call is still made. KILL_COUNT names a file into which the number of such calls,
   and how many of them were writes to connections, is written when the program ends by itself. Linux only. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

static atomic_long calls, sends;
static long last;
static int after;

__attribute__((constructor)) static void begin(void) {
    const char *at = getenv("KILL_AT");
    last = at ? atol(at) : 0;
    after = getenv("KILL_AFTER") != NULL;
}

__attribute__((destructor)) static void end(void) {
    const char *path = getenv("KILL_COUNT");
    FILE *file = path ? fopen(path, "w") : NULL;
    if (file) {
        fprintf(file, "%ld %ld", atomic_load(&calls), atomic_load(&sends));
        fclose(file);
    }
}

static void die(void) {
    kill(getpid(), SIGKILL);
    for (;;) pause();
}

/* Counts a call that is about to be made; 1 where the process is to die when it was. */
static int count(int is_send) {
    if (is_send) atomic_fetch_add(&sends, 1);
    if (atomic_fetch_add(&calls, 1) + 1 != last) return 0;
    if (!after) die();
    return 1;
}

/* What threads use to wake each other is no boundary: only files and connections are. */
static int kind(int file) {
    struct stat found;
    if (file <= 2 || fstat(file, &found) != 0) return 0;
    return S_ISREG(found.st_mode) ? 1 : S_ISSOCK(found.st_mode) ? 2 : 0;
}

#define NEXT(name) \
    static __typeof__(&name) next; \
    if (!next) next = (__typeof__(&name))dlsym(RTLD_NEXT, #name)

#define COUNTED(is_send, call) \
    int dies = count(is_send); \
    __typeof__(call) answer = call; \
    if (dies) die(); \
    return answer

#define COUNTED_BY_KIND(file, call) \
    int found = kind(file); \
    int dies = found ? count(found == 2) : 0; \
    __typeof__(call) answer = call; \
    if (dies) die(); \
    return answer

ssize_t pwrite64(int file, const void *bytes, size_t length, off64_t at) {
    NEXT(pwrite64);
    COUNTED(0, next(file, bytes, length, at));
}

ssize_t write(int file, const void *bytes, size_t length) {
    NEXT(write);
    COUNTED_BY_KIND(file, next(file, bytes, length));
}

ssize_t writev(int file, const struct iovec *parts, int number) {
    NEXT(writev);
    COUNTED_BY_KIND(file, next(file, parts, number));
}

ssize_t send(int socket, const void *bytes, size_t length, int flags) {
    NEXT(send);
    COUNTED(1, next(socket, bytes, length, flags));
}

ssize_t sendmsg(int socket, const struct msghdr *message, int flags) {
    NEXT(sendmsg);
    COUNTED(1, next(socket, message, flags));
}

int fsync(int file) {
    NEXT(fsync);
    COUNTED(0, next(file));
}

int fdatasync(int file) {
    NEXT(fdatasync);
    COUNTED(0, next(file));
}

int ftruncate64(int file, off64_t length) {
    NEXT(ftruncate64);
    COUNTED(0, next(file, length));
}

int unlink(const char *path) {
    NEXT(unlink);
    COUNTED(0, next(path));
}

int rename(const char *from, const char *to) {
    NEXT(rename);
    COUNTED(0, next(from, to));
}
