#include "base/text.hpp"

#include <string>
#include <string_view>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace ferry {
namespace {

using testing::ElementsAre;

TEST(IsUtf8, TakesTheFirstAndLastCharacterOfEachLength)
{
    for (const std::string_view text :
         {"", "A", "\x7F", "\xC2\x80", "\xDF\xBF", "\xE0\xA0\x80", "\xED\x9F\xBF", "\xEE\x80\x80",
          "\xEF\xBF\xBF", "\xF0\x90\x80\x80", "\xF4\x8F\xBF\xBF"}) {
        EXPECT_TRUE(is_utf8(text)) << testing::PrintToString(text);
    }
}

TEST(IsUtf8, CountsANulByteAsText)
{
    EXPECT_TRUE(is_utf8(std::string_view{"a\0b", 3}));
}

TEST(IsUtf8, RefusesWhatIsNotWellFormed)
{
    struct Case {
        std::string_view bytes;
        std::string_view why;
    };
    constexpr Case cases[] = {
        {"\x80",             "a continuation without a start"},
        {"\xC0\x80",         "an overlong NUL"               },
        {"\xC1\xBF",         "an overlong ASCII character"   },
        {"\xE0\x9F\xBF",     "an overlong sequence of three" },
        {"\xF0\x8F\xBF\xBF", "an overlong sequence of four"  },
        {"\xED\xA0\x80",     "the first surrogate"           },
        {"\xED\xBF\xBF",     "the last surrogate"            },
        {"\xF4\x90\x80\x80", "beyond the last character"     },
        {"\xF5\x80\x80\x80", "a start byte that never was"   },
        {"\xFF",             "no UTF-8 byte at all"          },
        {"\xC2",             "a sequence of two cut short"   },
        {"\xE2\x82",         "a sequence of three cut short" },
        {"\xF0\x9F\x98",     "a sequence of four cut short"  },
        {"\xE2\x28\xA1",     "a wrong second byte"           },
        {"\xE2\x82\x28",     "a wrong third byte"            },
        {"\xF0\x9F\x98\x28", "a wrong fourth byte"           },
        {"\xA3"
         "5.00",    "a Windows-1252 pound sign"     },
    };
    for (const auto& [bytes, why] : cases) {
        EXPECT_FALSE(is_utf8(bytes)) << why;
    }
}

TEST(IsUtf8, FindsABadByteAtEveryPlaceOfAText)
{
    for (std::size_t at = 0; at < 40; ++at) {
        std::string text(40, 'a');
        text.at(at) = '\xFF';
        EXPECT_FALSE(is_utf8(text)) << at;
    }
}

TEST(FromWindows1252, KnowsItsOwnRangeAndKeepsOpenBytes)
{
    EXPECT_EQ(from_windows_1252("plain"), "plain");
    EXPECT_EQ(from_windows_1252("\x80"), "\xE2\x82\xAC") << "euro sign";
    EXPECT_EQ(from_windows_1252("\x92"), "\xE2\x80\x99") << "apostrophe";
    EXPECT_EQ(from_windows_1252("\x9F"), "\xC5\xB8") << "capital y with diaeresis";
    EXPECT_EQ(from_windows_1252("\xA3"), "\xC2\xA3") << "pound sign";
    EXPECT_EQ(from_windows_1252("\xFF"), "\xC3\xBF") << "small y with diaeresis";
    EXPECT_EQ(from_windows_1252("\x81"), "\xC2\x81") << "left open, kept";
}

RC_GTEST_PROP(FromWindows1252, GivesUtf8WhateverTheBytes, (const std::string& bytes))
{
    RC_ASSERT(is_utf8(from_windows_1252(bytes)));
}

TEST(IsDigit, TakesNoOtherByteThanTheTen)
{
    for (int byte = 0; byte < 256; ++byte) {
        const auto c = static_cast<char>(byte);
        const bool among = std::string_view{"0123456789"}.find(c) != std::string_view::npos;
        EXPECT_EQ(is_digit(c), among) << byte;
    }
}

TEST(AllDigits, IsTrueOfAnEmptyTextToo)
{
    EXPECT_TRUE(all_digits("0123456789"));
    EXPECT_TRUE(all_digits(""));
    for (const std::string_view text : {"12x", "-1", "1.0", " 1", "1 ", "\xB2", "/", ":"}) {
        EXPECT_FALSE(all_digits(text)) << text;
    }
    EXPECT_FALSE(all_digits(std::string_view{"1\0", 2}));
}

TEST(IsWordCharacter, TakesAsciiLettersDigitsAndTheUnderscore)
{
    for (const char c : std::string_view{"azAZ09_"}) {
        EXPECT_TRUE(is_word_character(c)) << c;
    }
    for (const char c : std::string_view{"`{@[/:-. $\"\xE9\0", 13}) {
        EXPECT_FALSE(is_word_character(c)) << testing::PrintToString(c);
    }
}

TEST(Trimmed, TakesBlanksOffBothEndsOnly)
{
    EXPECT_EQ(trimmed(" \t chest  pain \r\n"), "chest  pain");
    EXPECT_EQ(trimmed("chest"), "chest");
    EXPECT_EQ(trimmed(" \t\r\n"), "");
    EXPECT_EQ(trimmed(""), "");
}

TEST(Split, KeepsEmptyParts)
{
    EXPECT_THAT(split("a,b,c", ','), ElementsAre("a", "b", "c"));
    EXPECT_THAT(split(",a,,", ','), ElementsAre("", "a", "", ""));
    EXPECT_THAT(split("", ','), ElementsAre(""));
}

RC_GTEST_PROP(Split, LosesNothing, (const std::string& text))
{
    std::string joined;
    for (const std::string_view part : split(text, 'a')) {
        joined += part;
        joined += 'a';
    }
    RC_ASSERT(joined == text + 'a');
}

TEST(Lower, LeavesAllButAsciiLettersAsTheyAre)
{
    EXPECT_EQ(lower("EMISNQRE87"), "emisnqre87");
    EXPECT_EQ(lower("@[`{"), "@[`{");
    EXPECT_EQ(lower("\xC3\x89"), "\xC3\x89");
}

TEST(Shortened, LeavesAShortTextWhole)
{
    EXPECT_EQ(shortened("asthma", 6), "asthma");
    EXPECT_EQ(shortened("asthma", 60), "asthma");
    EXPECT_EQ(shortened("", 0), "");
}

TEST(Shortened, CutsBetweenCharacters)
{
    const std::string_view text = "a\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80z";
    EXPECT_EQ(shortened(text, 0), "...");
    EXPECT_EQ(shortened(text, 1), "a...");
    EXPECT_EQ(shortened(text, 2), "a...");
    EXPECT_EQ(shortened(text, 3), "a\xC3\xA9...");
    EXPECT_EQ(shortened(text, 5), "a\xC3\xA9...");
    EXPECT_EQ(shortened(text, 6), "a\xC3\xA9\xE2\x82\xAC...");
    EXPECT_EQ(shortened(text, 9), "a\xC3\xA9\xE2\x82\xAC...");
    for (std::size_t size = 0; size <= text.size(); ++size) {
        EXPECT_TRUE(is_utf8(shortened(text, size))) << size;
    }
}

TEST(Shortened, PutsATextOfManyLinesOnOne)
{
    EXPECT_EQ(shortened("one\r\ntwo\tthree", 100), "one  two three");
}

RC_GTEST_PROP(Shortened, NeverGrowsBeyondItsSizeAndTheDots,
              (const std::string& text, unsigned char size))
{
    RC_ASSERT(shortened(text, size).size() <= std::size_t{size} + 3);
}

TEST(WholeNumber, FillsTheTextOrIsNone)
{
    EXPECT_EQ(whole_number("0"), 0);
    EXPECT_EQ(whole_number("-17"), -17);
    EXPECT_EQ(whole_number("9223372036854775807"), INT64_MAX);
    for (const char* text : {"", " 1", "1 ", "1.0", "+1", "x", "9223372036854775808"}) {
        EXPECT_EQ(whole_number(text), std::nullopt) << text;
    }
}

} // namespace
} // namespace ferry
