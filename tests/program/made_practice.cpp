#include "program/made_practice.hpp"

namespace ferry::program {

MadePractice::MadePractice()
{
    const auto expect = [](const Words& words, int status) {
        const auto ended = ferry(words);
        EXPECT_EQ(ended.status, status) << ended.err;
    };
    expect({"make-practice", "--patients", "25", "--density", "0.05", "--out", extract()}, 0);
    expect({"new", workspace(), "--source", "emis-csv", "--target", "sqlite:" + target()}, 0);
    expect({"pass", workspace(), "--extract", extract(), "--maps", extract() + ".maps"}, 1);
}

} // namespace ferry::program
