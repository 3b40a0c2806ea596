#define BOOST_TEST_MODULE carefold
#include <boost/test/unit_test.hpp>
