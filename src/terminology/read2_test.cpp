#include "terminology/read2.hpp"

#include <gtest/gtest.h>

namespace ferry::terminology {
namespace {

TEST(EmisReadTerm, IsFilledUpToFiveCharactersAndATermCode)
{
    struct Case {
        std::string_view text;
        std::string_view code;
        std::string_view term_code;
        std::string_view whole;
    };
    constexpr Case cases[] = {
        {"H33",      "H33..", "00", "H33..00"},
        {"H33..",    "H33..", "00", "H33..00"},
        {"G5730",    "G5730", "00", "G573000"},
        {"N142-11",  "N142.", "11", "N142.11"},
        {"44E",      "44E..", "00", "44E..00"},
        {"44e",      "44e..", "00", "44e..00"},
        {"Eu32z-14", "Eu32z", "14", "Eu32z14"},
        {"H-00",     "H....", "00", "H....00"},
        {"H33-1",    "H33..", "",   "H33.."  }, // which term "1" is cannot be known
        {"H33-111",  "H33..", "",   "H33.."  },
    };
    for (const auto& [text, code, term_code, whole] : cases) {
        const auto term = parse_emis_read_term(text);
        ASSERT_TRUE(term) << text;
        EXPECT_EQ(term->system, System::read2) << text;
        EXPECT_EQ(term->code, code);
        EXPECT_EQ(term->term_code, term_code) << text;
        EXPECT_EQ(term->whole(), whole);
    }
}

TEST(EmisReadTerm, IsEmisLocalWhereEmisMadeIt)
{
    constexpr std::string_view local[] = {
        "EMISNQRE87", "EMISCPRB1-2", "ESCTAB1",  "FUNDHC1",   "JHCC1",
        "RAFME-11",   "1234-KC60",   "H33-KC60", "1A-SHHAPT", "EMIS",
    };
    for (const auto text : local) {
        const auto term = parse_emis_read_term(text);
        ASSERT_TRUE(term) << text;
        EXPECT_EQ(term->system, System::emis_local) << text;
        EXPECT_EQ(term->code, text) << "a local code keeps its hyphen";
        EXPECT_EQ(term->term_code, "");
        EXPECT_EQ(term->whole(), text);
    }
}

TEST(EmisReadTerm, IsLocalWhereItFitsNoReadForm)
{
    constexpr std::string_view local[] = {
        "asthma", "9V0.00",  ".H33",      "H.3", ".....",     "H 33", "H33 ", "H33-",
        "H33-A1", "H33--11", "H33-11-12", "-11", "H\xC3\xA9", "H33*", "-",
    };
    for (const auto text : local) {
        const auto term = parse_emis_read_term(text);
        ASSERT_TRUE(term) << text;
        EXPECT_EQ(term->system, System::emis_local) << text;
        EXPECT_EQ(term->code, text);
    }
}

TEST(EmisReadTerm, ComparesItsPrefixesWithCase)
{
    EXPECT_EQ(parse_emis_read_term("Emis")->system, System::read2);
    EXPECT_EQ(parse_emis_read_term("H33-kc60")->system, System::emis_local);
}

TEST(EmisReadTerm, IsMissingWhereThereIsNothing)
{
    ASSERT_FALSE(parse_emis_read_term(""));
    EXPECT_EQ(parse_emis_read_term("").error(), Fault::missing);
}

TEST(Ctv3Code, IsLocalWhereItBeginsWithAY)
{
    EXPECT_EQ(parse_ctv3_code("XaBVJ").system, System::ctv3);
    EXPECT_EQ(parse_ctv3_code("H33..").system, System::ctv3);
    EXPECT_EQ(parse_ctv3_code("Y0a1c").system, System::tpp_local);
    EXPECT_EQ(parse_ctv3_code("y0a1c").system, System::ctv3);
    EXPECT_EQ(parse_ctv3_code("H33").system, System::tpp_local);
    EXPECT_EQ(parse_ctv3_code("H33").whole(), "H33");
}

TEST(VisionCode, HasFiveOrSevenCharactersOrIsLocal)
{
    EXPECT_EQ(parse_vision_code("H33..00").code, "H33..");
    EXPECT_EQ(parse_vision_code("H33..1A").term_code, "1A");
    EXPECT_EQ(parse_vision_code("H33..").system, System::read2);
    EXPECT_EQ(parse_vision_code("H33..").term_code, "");
    for (const std::string_view code : {"DNA", "asthma", "9V0.00", "#9V0..", "H33...0", ""}) {
        EXPECT_EQ(parse_vision_code(code).system, System::vision_local) << code;
        EXPECT_EQ(parse_vision_code(code).whole(), code);
    }
}

TEST(Read2Code, HasFiveCharactersAndFullStopsOnlyAtTheEnd)
{
    for (const std::string_view code : {"H33..", "44e..", "G5730", "Z...."}) {
        EXPECT_TRUE(is_read2_code(code)) << code;
    }
    for (const std::string_view code : {"", "H33", "H33...", ".....", ".H33.", "H.3..", "H33.-"}) {
        EXPECT_FALSE(is_read2_code(code)) << code;
    }
}

} // namespace
} // namespace ferry::terminology
