#!/usr/bin/env python3
"""An invented list of clients as CSV: records.py N [--lang-mix] [--seed WORD]

Names are put together from names common in each of the 18 languages of the guide; any likeness to a
person is chance. Without --lang-mix all clients read English: their names come from all languages in
Latin letters, one in ten in its own script. With it the languages take turns, names are in their own
script, one in ten in Latin letters. One name in twenty is long, one in forty a single word."""

import argparse
import csv
import random
import sys

# Given names, family names; where the script is not Latin, both again in Latin letters.
NAMES = {
    "en": ("Olivia Amelia George Margaret Winifred Theo Bartholomew Ann",
           "Smith Whitcombe Featherstonehaugh Lee O’Connor Hargreaves Okafor Bell"),
    "de": ("Jürgen Käthe Lieselotte Bjarne Mia Friedrich Änne Uwe",
           "Müller Schößler Grünewald Vogt Großmann Brühl Lüdenscheidt Ott"),
    "fr": ("Élodie Françoise Noël Hélène Guillaume Zoé Maëlys Luc",
           "Lefèvre Besançon Dûchatel Roy Œuvrard Beauséjour Gaël Petit"),
    "es": ("Begoña Íñigo María Jesús Concepción Nuño Inés Raúl",
           "Muñoz García Ibáñez Etxeberria Peñalver Sáez Gómez Ruiz"),
    "it": ("Niccolò Chiara Ludovica Ottavio Mariù Gino Immacolata Pia",
           "Esposito Bellagamba Nardò Rossi Papà Squarcialupi D’Angelo Re"),
    "pt-BR": ("João Conceição Luíza Antônio Íris Estêvão Tainá Zé",
              "Gonçalves Araújo Magalhães Paixão Sá Albuquerque Brandão Luz"),
    "pl": ("Grzegorz Łucja Świętosława Bożena Żaneta Michał Zdzisław Ewa",
           "Brzęczyszczykiewicz Wójcik Śmigły Źrebiec Gołąb Kądziołka Nowak Żak"),
    "uk": ("Олена Галина Ївга Богдан Євгенія Юрій Святослав Ія",
           "Шевченко Ґонта Їжак Ковальчук Щербань Перебийніс Цісик Кіт",
           "Olena Halyna Yivha Bohdan Yevheniia Yurii Sviatoslav Iia",
           "Shevchenko Gonta Yizhak Kovalchuk Shcherban Perebyinis Tsisyk Kit"),
    "ru": ("Наталья Пётр Аграфена Всеволод Юлия Эльдар Лев Ия",
           "Черных Живаго Шаповаленко Пьецух Цой Преображенских Жук Воробьёв",
           "Natalya Pyotr Agrafena Vsevolod Yulia Eldar Lev Iya",
           "Chernykh Zhivago Shapovalenko Pyetsukh Tsoi Preobrazhenskikh Zhuk Vorobyov"),
    "tr": ("Gülşen Çağrı İbrahim Şebnem Oğuz Ilgın Özge Ece",
           "Yıldırım Öztürk Şahin Çağlayan Işık Büyükçekmeceli Doğan Ak"),
    "ar": ("فاطمة عبدالرحمن ليلى محمد زينب يوسف مريم علي",
           "الحسيني القرشي منصور النجار الأندلسي الخطيب حداد سعد",
           "Fatima Abdulrahman Layla Muhammad Zaynab Yusuf Maryam Ali",
           "al-Husayni al-Qurashi Mansur an-Najjar al-Andalusi al-Khatib Haddad Saad"),
    "he": ("שרה אברהם תמר יהונתן חנה נועם מרים גל",
           "כהן בן־דוד רוזנבלום מזרחי שפירא אבוטבול לוי עוז",
           "Sara Avraham Tamar Yehonatan Hanna Noam Miryam Gal",
           "Cohen Ben-David Rosenblum Mizrahi Shapira Abutbul Levi Oz"),
    "hi": ("लक्ष्मी राजेश प्रियंका सिद्धार्थ मीरा कृष्ण श्रुति ओम",
           "शर्मा चट्टोपाध्याय मिश्र त्रिवेदी सिंह अग्निहोत्री गुप्ता रे",
           "Lakshmi Rajesh Priyanka Siddharth Mira Krishna Shruti Om",
           "Sharma Chattopadhyay Mishra Trivedi Singh Agnihotri Gupta Ray"),
    "th": ("สมชาย พิมพ์ชนก กัลยา ธนวัฒน์ มาลี ศิริพร อนันต์ ดา",
           "ใจดี วงศ์สวัสดิ์ รุ่งเรืองกิจ ศรีสุข ทองคำ พิทักษ์ธรรม แก้วมณี สุข",
           "Somchai Phimchanok Kanlaya Thanawat Mali Siriphon Anan Da",
           "Jaidee Wongsawat Rungrueangkit Srisuk Thongkham Phithaktham Kaewmani Suk"),
    "vi": ("Nguyệt Đức Thị Hường Quốc Bảo Ngọc Ánh",
           "Nguyễn Trần Phạm Đặng Huỳnh Vũ Lưỡng Lý"),
    "ja": ("陽子 健太郎 さくら 翔 美咲 ひろし 恵 凛",
           "佐藤 小鳥遊 渡邊 長谷川 森 五十嵐 齋藤 林",
           "Yoko Kentaro Sakura Sho Misaki Hiroshi Megumi Rin",
           "Sato Takanashi Watanabe Hasegawa Mori Igarashi Saito Hayashi"),
    "ko": ("서연 민준 지우 하늘 은영 도윤 수빈 솔",
           "김 남궁 이 박 황보 최 제갈 윤",
           "Seo-yeon Min-jun Ji-woo Haneul Eun-young Do-yun Su-bin Sol",
           "Kim Namgung Yi Park Hwangbo Choi Jegal Yun"),
    "zh-Hans": ("秀英 伟 诗涵 建国 雨桐 晓明 桂兰 宁",
                "王 欧阳 李 司马 赵 诸葛 黄 吴",
                "Xiuying Wei Shihan Jianguo Yutong Xiaoming Guilan Ning",
                "Wang Ouyang Li Sima Zhao Zhuge Huang Wu"),
}
FAMILY_FIRST = {"ja": "", "zh-Hans": "", "ko": "", "vi": " "}
PRACTITIONERS = ("Jonas Albrecht", "Inês Duarte", "Mary Ellen Oyelaran", "Piotr Zieliński")
HEAD = ("client.id", "client.name", "language", "practitioner.name", "appointment.date",
        "appointment.time")


def name(pick, language, latin, number):
    """One name; every twentieth long, every fortieth a single word."""
    pools = NAMES[language]
    own = not latin or len(pools) == 2
    given, family = (pool.split() for pool in (pools[:2] if own else pools[2:]))
    (first, second, third), (last, maiden) = pick.sample(given, 3), pick.sample(family, 2)
    if number % 40 == 17:
        return first
    gap = FAMILY_FIRST.get(language, " ") if own else " "
    if number % 20 == 3:
        if gap:
            first, last = f"{first} {second} {third}", f"{last}-{maiden}"
        else:
            first, last = first + second, last + maiden
    return f"{last}{gap}{first}" if own and language in FAMILY_FIRST else f"{first} {last}"


def records(count, lang_mix=False, seed="carefold"):
    """Rows in the order of HEAD; the same ones every time."""
    pick = random.Random(f"{seed}/{lang_mix}")
    languages = list(NAMES)
    for number in range(count):
        of_name = languages[number % len(languages)]
        rare = number // len(languages) % 10 == 9
        yield (f"c{number + 1:06}", name(pick, of_name, rare if lang_mix else not rare, number),
               of_name if lang_mix else "en", pick.choice(PRACTITIONERS),
               f"2026-{pick.randint(1, 12):02}-{pick.randint(1, 28):02}",
               f"{pick.randint(8, 18):02}:{pick.choice((0, 15, 30, 45)):02}")


def write(stream, rows):
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(HEAD)
    writer.writerows(rows)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int)
    parser.add_argument("--lang-mix", action="store_true")
    parser.add_argument("--seed", default="carefold")
    options = parser.parse_args()
    sys.stdout.reconfigure(encoding="utf-8", newline="")
    write(sys.stdout, records(options.count, options.lang_mix, options.seed))


if __name__ == "__main__":
    main()
