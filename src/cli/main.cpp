#include "cli/cli.hpp"

#include <malloc.h>

int main(int count, char** arguments) {
    // One short run: memory is asked for in large steps and not given back in between.
    mallopt(M_TOP_PAD, 8 << 20);
    mallopt(M_TRIM_THRESHOLD, 256 << 20);
    mallopt(M_MMAP_THRESHOLD, 64 << 20);
    return carefold::cli::run(count, arguments);
}
