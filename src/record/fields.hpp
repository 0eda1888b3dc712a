#pragma once

#include <array>

#include "record/field.hpp"

/// The fields of each item type: what it holds, of what kind, how much a loss
/// would weigh, and what it means. To add a field, add a line here.
namespace ferry {

/// A list of fields made of others, put together while compiling.
template <std::size_t... sizes>
constexpr auto fields_of(const std::array<Field, sizes>&... parts)
{
    std::array<Field, (sizes + ...)> all{};
    std::size_t at = 0;
    const auto append = [&](const auto& part) {
        for (const Field& field : part) {
            all[at++] = field;
        }
    };
    (append(parts), ...);
    return all;
}

namespace described {

using enum Kind;
using enum Weight;

inline constexpr std::array identity{
    Field{"source_id", text, administrative, "The source's own id of this item."},
};

/// Who entered an item, when, and whether it is confidential.
inline constexpr std::array entry{
    Field{"clinician",    reference, clinical,       "The member of staff responsible."                   },
    Field{"recorded_by",  reference, administrative, "The member of staff who entered it."                },
    Field{"recorded",     date,      administrative, "When it was entered."                               },
    Field{"confidential", flag,      critical,       "To be withheld from those without the right (R124)."},
};

/// Links whose other end is not in the extract, as "field=id" parted by blanks.
inline constexpr std::array loose_ends{
    Field{"loose_links", text, clinical, "Links of the source that lead nowhere: field=id."},
};

/// What every coded entry in the notes has, whatever it means.
inline constexpr std::array coded_entry{
    Field{"code",             code,   critical, "What was observed, done or decided."                      },
    Field{"date",             date,   critical, "When it was so; only the known digits."                   },
    Field{"text",             text,   critical, "What the clinician wrote with it."                        },
    Field{"value",            number, critical, "The measured value, digit for digit, comparator included."},
    Field{"comparator",       text,   critical, "Stands before the value where the source parts them."     },
    Field{"unit",             text,   critical, "The unit as the source gave it; never converted (R119)."  },
    Field{"range_low",        number, clinical, "Lower end of the laboratory's reference range."           },
    Field{"range_high",       number, clinical, "Upper end of the laboratory's reference range."           },
    Field{"abnormal",         flag,   clinical, "The laboratory's or clinician's mark of abnormality."     },
    Field{"abnormal_reason",  text,   clinical, "Why it is abnormal, in the source's letters."             },
    Field{"qualifiers",       text,   clinical, "Qualifiers of the code, as the source wrote them."        },
    Field{"episode",          text,   clinical, "First, new, review or other."                             },
    Field{"document_id",      text,   clinical, "The source's id of a document it belongs to."             },
    Field{"original_term",    text,   critical, "The term the user chose, where the source keeps it."      },
    Field{"parent",           link,   clinical, "The heading or panel it stands under."                    },
    Field{"problem",          link,   clinical, "The problem it belongs to."                               },
    Field{"further_problems", text,   clinical, "Further problems it belongs to: their source ids."        },
    Field{"consultation",     link,   clinical, "The consultation it was recorded in."                     },
};

/// Where in a consultation an entry stands.
inline constexpr std::array inside{
    Field{"section", text, clinical, "The headings it stands under in its consultation."},
};

inline constexpr auto note = fields_of(identity, coded_entry, inside, entry, loose_ends);

inline constexpr auto patient =
    fields_of(identity,
              std::array{
                  Field{"nhs_number",        text,      critical,       "NHS number as it stood."                  },
                  Field{"nhs_number_status", text,      administrative, "Tracing status."                          },
                  Field{"patient_number",    text,      administrative, "The practice's own number."               },
                  Field{"person_id",         text,      administrative, "The source's id of the person."           },
                  Field{"title",             text,      administrative, "Title."                                   },
                  Field{"given_names",       text,      critical,       "First given name."                        },
                  Field{"middle_names",      text,      administrative, "Further given names."                     },
                  Field{"surname",           text,      critical,       "Surname."                                 },
                  Field{"sex",               text,      critical,       "Sex in the source's letter."              },
                  Field{"birth_date",        date,      critical,       "Date of birth."                           },
                  Field{"death_date",        date,      critical,       "Date of death."                           },
                  Field{"usual_gp",          reference, clinical,       "The usual GP."                            },
                  Field{"external_gp_id",    text,      administrative, "Id of a usual GP elsewhere."              },
                  Field{"external_gp",       text,      administrative, "Name of a usual GP elsewhere."            },
                  Field{"external_practice", text,      administrative, "Practice of that GP."                     },
                  Field{"carer_name",        text,      clinical,       "Name of the carer."                       },
                  Field{"carer_relation",    text,      clinical,       "How the carer is related."                },
                  Field{"test_patient",      flag,      administrative, "An invented patient."                     },
                  Field{"spine_sensitive",   flag,      critical,       "Sensitive on the Spine."                  },
                  Field{"confidential",      flag,      critical,       "The whole record is confidential."        },
                  Field{"preferred_name",    text,      administrative, "What the patient is called."              },
                  Field{"previous_surname",  text,      administrative, "A former surname."                        },
                  Field{"birth_place",       text,      administrative, "Place of birth."                          },
                  Field{"marital_status",    text,      administrative, "In the source's words."                   },
                  Field{"ethnicity",         text,      clinical,       "In the source's words."                   },
                  Field{"language",          text,      clinical,       "Spoken languages, and whether English is."},
                  Field{"text",              text,      clinical,       "What else the source says of the patient."},
},
              loose_ends);

inline constexpr auto registration = fields_of(
    identity, std::array{
                  Field{"type",         text, clinical,       "Regular, temporary, private, ..."  },
                  Field{"status",       text, administrative, "Step of the registration."         },
                  Field{"start_date",   date, clinical,       "From when; of a step, when it was."},
                  Field{"end_date",     date, clinical,       "Until when."                       },
                  Field{"organisation", text, administrative, "Where, by its code."               },
});

inline constexpr auto address = fields_of(
    identity, std::array{
                  Field{"house",       text, administrative, "House name, flat or number."     },
                  Field{"street",      text, administrative, "Number and street."              },
                  Field{"village",     text, administrative, "Village or locality."            },
                  Field{"town",        text, administrative, "Town."                           },
                  Field{"county",      text, administrative, "County."                         },
                  Field{"postcode",    text, administrative, "Postcode as it stood."           },
                  Field{"institution", text, administrative, "Code of a residential institute."},
                  Field{"kind",        text, administrative, "Home, temporary, ..."            },
                  Field{"start_date",  date, administrative, "Since when."                     },
                  Field{"end_date",    date, administrative, "Until when."                     },
                  Field{"text",        text, administrative, "The whole address as one text."  },
});

inline constexpr auto contact = fields_of(
    identity, std::array{
                  Field{"home_phone",   text, administrative, "Telephone at home."                 },
                  Field{"mobile_phone", text, administrative, "Mobile telephone."                  },
                  Field{"email",        text, administrative, "E-mail address."                    },
                  Field{"other",        text, administrative, "Another way, with its kind."        },
                  Field{"recorded",     date, administrative, "When it was entered."               },
                  Field{"comments",     text, administrative, "What to mind when getting in touch."},
});

inline constexpr auto consultation =
    fields_of(identity,
              std::array{
                  Field{"date",             date,   critical,       "When it took place."                 },
                  Field{"place",            text,   clinical,       "Where or how, in the source's words."},
                  Field{"place_code",       code,   clinical,       "Where or how, as a code."            },
                  Field{"type",             text,   clinical,       "Kind of consultation."               },
                  Field{"complete",         flag,   clinical,       "Whether it was finished."            },
                  Field{"duration_minutes", number, administrative, "How long it took."                   },
                  Field{"end",              date,   administrative, "When it ended."                      },
                  Field{"text",             text,   clinical,       "What else the source says of it."    },
                  Field{"appointment",      link,   clinical,       "The appointment it came from."       },
},
              entry, loose_ends);

inline constexpr auto blood_pressure = fields_of(
    note, std::array{
              Field{"systolic",                  number, critical,       "Systolic value, digit for digit."     },
              Field{"systolic_code",             code,   critical,       "Code of the systolic value."          },
              Field{"systolic_id",               text,   administrative, "The source's id of the systolic row." },
              Field{"systolic_abnormal",         flag,   clinical,       "Mark of abnormality."                 },
              Field{"systolic_abnormal_reason",  text,   clinical,       "Why it is abnormal."                  },
              Field{"diastolic",                 number, critical,       "Diastolic value, digit for digit."    },
              Field{"diastolic_code",            code,   critical,       "Code of the diastolic value."         },
              Field{"diastolic_id",              text,   administrative, "The source's id of the diastolic row."},
              Field{"diastolic_abnormal",        flag,   clinical,       "Mark of abnormality."                 },
              Field{"diastolic_abnormal_reason", text,   clinical,       "Why it is abnormal."                  },
});

inline constexpr auto problem = fields_of(
    note, std::array{
              Field{"status",            text,      critical, "Active or past, in the source's words."},
              Field{"significance",      text,      clinical, "Significant or minor."                 },
              Field{"end_date",          date,      critical, "When it ended."                        },
              Field{"expected_duration", number,    clinical, "Expected duration in days."            },
              Field{"last_review",       date,      clinical, "When it was last reviewed."            },
              Field{"last_reviewer",     reference, clinical, "Who last reviewed it."                 },
              Field{"parent_problem",    link,      clinical, "The problem it was grouped under."     },
              Field{"parent_relation",   text,      clinical, "Grouped, combined, evolved, replaced." },
              Field{"comment",           text,      critical, "Comment on the problem."               },
});

inline constexpr auto allergy =
    fields_of(note, std::array{
                        Field{"category", text, critical, "drug, other, or unstated."              },
                        Field{"status",   text, critical, "Active or ended, in the source's words."},
                        Field{"end_date", date, critical, "When it ended."                         },
});

inline constexpr auto immunisation =
    fields_of(note, std::array{
                        Field{"vaccine", text, clinical, "What was given, in the source's words."},
                        Field{"batch",   text, clinical, "Batch number."                         },
                        Field{"expiry",  date, clinical, "When the batch expires."               },
                        Field{"dose",    text, clinical, "How much."                             },
                        Field{"part",    text, clinical, "Which dose of a course."               },
                        Field{"site",    text, clinical, "Where on the body."                    },
                        Field{"method",  text, clinical, "By which route."                       },
                        Field{"source",  text, clinical, "Where it was given."                   },
                        Field{"reason",  text, clinical, "Why it was given."                     },
});
inline constexpr auto family_history = note;
inline constexpr auto observation = note;

inline constexpr auto medication = fields_of(
    identity,
    std::array{
        Field{"drug",              code,   critical, "The product."                                           },
        Field{"date",              date,   critical, "When it was started."                                   },
        Field{"dose",              text,   critical, "Dosage instructions as written."                        },
        Field{"quantity",          number, critical, "Quantity of an issue."                                  },
        Field{"quantity_unit",     text,   critical, "Unit of that quantity."                                 },
        Field{"type",              text,   critical, "Acute, repeat, repeat dispensing, automatic."           },
        Field{"active_in_source",  flag,   critical, "Whether the source held it active."                     },
        Field{"status",            text,   critical, "past, current_acute or awaiting_reauthorisation (R120)."},
        Field{"end_date",          date,   critical, "When it was cancelled."                                 },
        Field{"issues_made",       number, clinical, "How often it was issued."                               },
        Field{"issues_authorised", number, clinical, "How many issues were authorised."                       },
        Field{"expiry_date",       date,   clinical, "When the authorisation lapses."                         },
        Field{"review_date",       date,   clinical, "When it is to be reviewed."                             },
        Field{"duration_days",     number, clinical, "Length of the course of an issue in days."              },
        Field{"strength",          text,   clinical, "Strength that the source writes beside the product."    },
        Field{"form",              text,   clinical, "Form that the source writes beside the product."        },
        Field{"text",              text,   critical, "What else was written with it."                         },
        Field{"consultation",      link,   clinical, "The consultation it was made in."                       },
        Field{"further_problems",  text,   clinical, "Further problems it is for: their source ids."          },
        Field{"problem",           link,   clinical, "The problem it is for."                                 },
},
    inside, entry, loose_ends);

inline constexpr auto issue =
    fields_of(identity,
              std::array{
                  Field{"drug",               code,   critical,       "The product."                       },
                  Field{"medication",         link,   critical,       "The medication it is an issue of."  },
                  Field{"date",               date,   critical,       "When it was issued."                },
                  Field{"dose",               text,   critical,       "Dosage instructions as written."    },
                  Field{"quantity",           number, critical,       "Quantity issued."                   },
                  Field{"quantity_unit",      text,   critical,       "Unit of that quantity."             },
                  Field{"duration_days",      number, clinical,       "Length of the course in days."      },
                  Field{"end_date",           date,   clinical,       "When the course ends."              },
                  Field{"strength",           text,   clinical,       "Strength beside the product."       },
                  Field{"form",               text,   clinical,       "Form beside the product."           },
                  Field{"text",               text,   critical,       "What else was written with it."     },
                  Field{"further_problems",   text,   clinical,       "Further problems: their source ids."},
                  Field{"cost",               number, administrative, "Estimated cost in pounds."          },
                  Field{"method",             text,   clinical,       "How it was issued."                 },
                  Field{"supplier_drug_code", text,   clinical,       "The supplier's own drug code."      },
                  Field{"patient_message",    text,   clinical,       "Message to the patient."            },
                  Field{"pharmacy_message",   text,   clinical,       "Message to the pharmacy."           },
                  Field{"pharmacy_text",      text,   clinical,       "Further text to the pharmacy."      },
                  Field{"pharmacy_stamp",     text,   administrative, "Pharmacy stamp on the script."      },
                  Field{"compliance",         text,   clinical,       "Compliance at this issue."          },
                  Field{"average_compliance", text,   clinical,       "Compliance on average."             },
                  Field{"contraceptive",      flag,   clinical,       "Prescribed as a contraceptive."     },
                  Field{"private",            flag,   administrative, "A private prescription."            },
                  Field{"expiry_date",        date,   clinical,       "When it lapses."                    },
                  Field{"review_date",        date,   clinical,       "When it is to be reviewed."         },
                  Field{"problem",            link,   clinical,       "The problem it is for."             },
                  Field{"consultation",       link,   clinical,       "The consultation it was made in."   },
},
              inside, entry, loose_ends);

inline constexpr auto referral = fields_of(
    note, std::array{
              Field{"urgency",               text,      critical,       "Urgency."                          },
              Field{"service_type",          text,      clinical,       "Kind of service asked for."        },
              Field{"mode",                  text,      clinical,       "How it was sent."                  },
              Field{"received",              date,      clinical,       "When it was received."             },
              Field{"end_date",              date,      clinical,       "When it ended."                    },
              Field{"referral_source_id",    text,      administrative, "Id at the referring side."         },
              Field{"source_organisation",   reference, clinical,       "Who referred."                     },
              Field{"target_organisation",   reference, clinical,       "To whom."                          },
              Field{"ubrn",                  text,      clinical,       "Unique booking reference number."  },
              Field{"reason",                code,      clinical,       "Reason."                           },
              Field{"staff_group",           code,      administrative, "Staff group of the referrer."      },
              Field{"rtt_type",              text,      administrative, "Referral-to-treatment measurement."},
              Field{"closure_date",          date,      clinical,       "When the episode was closed."      },
              Field{"discharge_letter_date", date,      clinical,       "When the letter was issued."       },
              Field{"closure_reason",        code,      clinical,       "Why it was closed."                },
              Field{"transport",             flag,      clinical,       "Whether transport is needed."      },
});

inline constexpr auto diary_entry =
    fields_of(identity,
              std::array{
                  Field{"code",          code, critical,       "What is due."                           },
                  Field{"date",          date, critical,       "When it is due."                        },
                  Field{"text",          text, critical,       "What was written with it."              },
                  Field{"original_term", text, critical,       "The term the user chose."               },
                  Field{"duration",      text, clinical,       "Duration in the source's words."        },
                  Field{"location_type", text, administrative, "Where."                                 },
                  Field{"active",        flag, critical,       "Whether it still stands."               },
                  Field{"complete",      flag, critical,       "Whether it was done."                   },
                  Field{"status",        text, clinical,       "Where it stands, in the source's words."},
                  Field{"problem",       link, clinical,       "The problem it is for."                 },
                  Field{"consultation",  link, clinical,       "The consultation it was made in."       },
},
              inside, entry, loose_ends);

inline constexpr auto appointment = fields_of(
    identity,
    std::array{
        Field{"start",                date,      clinical,       "Day and time."                       },
        Field{"end",                  date,      administrative, "Planned end."                        },
        Field{"clinician",            reference, clinical,       "With whom."                          },
        Field{"arrived",              date,      administrative, "When the patient came."              },
        Field{"seen",                 date,      administrative, "When the patient was seen."          },
        Field{"cancelled",            date,      clinical,       "When it was cancelled."              },
        Field{"text",                 text,      clinical,       "What else the source says of it."    },
        Field{"planned_minutes",      number,    administrative, "Planned length."                     },
        Field{"session",              reference, clinical,       "The session it is in."               },
        Field{"sent_in",              text,      administrative, "Clock time when sent in."            },
        Field{"left",                 text,      administrative, "Clock time when left."               },
        Field{"did_not_attend",       flag,      clinical,       "Whether the patient did not come."   },
        Field{"dna_reason",           code,      clinical,       "Why not."                            },
        Field{"wait_minutes",         number,    administrative, "Wait."                               },
        Field{"delay_minutes",        number,    administrative, "Delay."                              },
        Field{"actual_minutes",       number,    administrative, "Actual length."                      },
        Field{"booked",               date,      administrative, "When it was booked."                 },
        Field{"status",               text,      clinical,       "Status."                             },
        Field{"slot_type",            text,      administrative, "Kind of slot."                       },
        Field{"bookable_online",      flag,      administrative, "Whether patients may book it."       },
        Field{"booking_method",       text,      administrative, "How it was booked."                  },
        Field{"external_patient",     text,      administrative, "Id of a patient of another practice."},
        Field{"external_practice",    text,      administrative, "That practice."                      },
        Field{"mode_of_contact",      text,      clinical,       "Face to face, telephone, ..."        },
        Field{"blocked",              flag,      administrative, "Not to be booked."                   },
        Field{"context_type",         text,      administrative, "National context type."              },
        Field{"service_setting",      text,      administrative, "National service setting."           },
        Field{"national_category",    text,      administrative, "National slot category."             },
        Field{"national_description", text,      administrative, "What that category means."           },
},
    loose_ends);

inline constexpr auto document =
    fields_of(identity,
              std::array{
                  Field{"code",         code, clinical,       "Kind of document."            },
                  Field{"date",         date, clinical,       "Its date."                    },
                  Field{"title",        text, clinical,       "Title."                       },
                  Field{"content_type", text, administrative, "Media type."                  },
                  Field{"file",         text, clinical,       "Where its bytes are."         },
                  Field{"digest",       text, administrative, "Evidence digest of its bytes."},
                  Field{"text",         text, clinical,       "What was written with it."    },
                  Field{"problem",      link, clinical,       "The problem it belongs to."   },
                  Field{"consultation", link, clinical,       "The consultation it came in." },
},
              inside, entry, loose_ends);

inline constexpr auto test_request =
    fields_of(note, std::array{
                        Field{"specimen", text, clinical, "Specimen asked for."},
});

inline constexpr auto test_report =
    fields_of(note, std::array{
                        Field{"specimen", text, clinical, "Specimen examined."     },
                        Field{"request",  link, clinical, "The request it answers."},
});

inline constexpr auto consent =
    fields_of(note, std::array{
                        Field{"decision", text, critical, "Given, refused or withdrawn."},
});

inline constexpr auto task = fields_of(identity,
                                       std::array{
                                           Field{"date",   date, clinical, "When it was set."   },
                                           Field{"due",    date, clinical, "When it is due."    },
                                           Field{"text",   text, clinical, "What is to be done."},
                                           Field{"status", text, clinical, "Open or done."      },
},
                                       entry, loose_ends);

inline constexpr auto audit_entry =
    fields_of(identity,
              std::array{
                  Field{"date",      date,      administrative, "When the change was made."},
                  Field{"user",      reference, administrative, "Who made it."             },
                  Field{"item_kind", text,      administrative, "What was changed."        },
                  Field{"change",    text,      administrative, "Insert, update, delete."  },
},
              loose_ends);

inline constexpr std::array alert{
    Field{"kind",         text, critical, "What a clinician must know: see GLOSSARY."},
    Field{"text",         text, critical, "The alert in words."                      },
    Field{"about",        text, critical, "The source's id of what it is about."     },
    Field{"confidential", flag, critical, "What it is about is confidential."        },
};

inline constexpr auto organisation = fields_of(
    identity,
    std::array{
        Field{"name",          text, clinical,       "Name."                               },
        Field{"ods_code",      text, administrative, "ODS code."                           },
        Field{"type",          text, administrative, "Kind of organisation."               },
        Field{"cdb",           text, administrative, "The supplier's database number."     },
        Field{"parent",        text, administrative, "The source's id of its parent."      },
        Field{"commissioner",  text, administrative, "The source's id of its commissioner."},
        Field{"main_location", text, administrative, "The source's id of its main site."   },
        Field{"open_date",     date, administrative, "Since when."                         },
        Field{"close_date",    date, administrative, "Until when."                         },
        Field{"address",       text, administrative, "Where it is, a line each."           },
        Field{"phone",         text, administrative, "Telephone."                          },
},
    loose_ends);

inline constexpr auto location =
    fields_of(identity,
              std::array{
                  Field{"name",         text, administrative, "Name."                                 },
                  Field{"type",         text, administrative, "Kind of place."                        },
                  Field{"parent",       text, administrative, "The source's id of the place it is in."},
                  Field{"organisation", text, administrative, "The source's id of its owner."         },
                  Field{"is_main",      flag, administrative, "Whether it is the main site."          },
                  Field{"open_date",    date, administrative, "Since when."                           },
                  Field{"close_date",   date, administrative, "Until when."                           },
                  Field{"contact_name", text, administrative, "Whom to ask."                          },
                  Field{"fax",          text, administrative, "Fax."                                  },
                  Field{"email",        text, administrative, "E-mail."                               },
                  Field{"phone",        text, administrative, "Telephone."                            },
                  Field{"house",        text, administrative, "House name or number."                 },
                  Field{"street",       text, administrative, "Number and street."                    },
                  Field{"village",      text, administrative, "Village."                              },
                  Field{"town",         text, administrative, "Town."                                 },
                  Field{"county",       text, administrative, "County."                               },
                  Field{"postcode",     text, administrative, "Postcode as it stood."                 },
},
              loose_ends);

inline constexpr auto staff =
    fields_of(identity,
              std::array{
                  Field{"title",               text, administrative, "Title."                          },
                  Field{"given_names",         text, clinical,       "Given name."                     },
                  Field{"surname",             text, clinical,       "Surname."                        },
                  Field{"job_code",            text, administrative, "Code of the job."                },
                  Field{"job",                 text, clinical,       "Job."                            },
                  Field{"organisation",        text, administrative, "The source's id of the employer."},
                  Field{"start_date",          date, administrative, "Since when."                     },
                  Field{"end_date",            date, administrative, "Until when."                     },
                  Field{"registration_number", text, administrative, "Professional number."            },
},
              loose_ends);

inline constexpr auto session =
    fields_of(identity,
              std::array{
                  Field{"description",  text,      clinical,       "Name of the session."         },
                  Field{"location",     reference, clinical,       "Where."                       },
                  Field{"type",         text,      administrative, "Kind of session."             },
                  Field{"category",     text,      administrative, "Category."                    },
                  Field{"start",        date,      clinical,       "Begin."                       },
                  Field{"end",          date,      clinical,       "End."                         },
                  Field{"private",      flag,      administrative, "Private practice."            },
                  Field{"organisation", text,      administrative, "The source's id of its owner."},
},
              loose_ends);

inline constexpr auto session_user = std::array{
    Field{"session",     reference, clinical, "The session."                                    },
    Field{"user",        reference, clinical, "Who holds it."                                   },
    Field{"loose_links", text,      clinical, "Links of the source that lead nowhere: field=id."},
};

inline constexpr auto dictionary_entry =
    fields_of(identity, std::array{
                            Field{"code", code, clinical, "The dictionary's entry."},
});

inline constexpr auto sharing_agreement =
    fields_of(identity,
              std::array{
                  Field{"activated", flag, administrative, "Whether sharing is on."      },
                  Field{"disabled",  flag, administrative, "Whether it was switched off."},
                  Field{"modified",  text, administrative, "When it was last changed."   },
},
              loose_ends);

} // namespace described

} // namespace ferry
